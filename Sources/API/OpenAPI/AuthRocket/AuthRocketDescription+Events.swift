import Credentials

extension AuthRocketDescription {
    static let events = ResourceDescription(
        title: "Events", about: "What happened in realms.", id: .id(Event.self),
        schemas: ["Event": event, "Notification": notification],
        routes: [
            RouteDescription(
                name: "GET /v1/events", summary: "List events, the latest first",
                parameters: .page(of: Event.self, most: 1000) + .expand("notifications") + [
                    .query("event_type", .text(2000), "Types or what they begin with, with commas: `user.login`."),
                    .query("created_at_after", .text(64), "30 days ago when it is not given; blank for no limit."),
                    .query("realm_id", .id(Realm.self), "Only those of this realm."),
                    .query("user_id", .id(User.self), "Only those about this user."),
                    .query("org_id", .id(Org.self), "Only those about this org."),
                    .query("membership_id", .id(Membership.self), "Only those about this membership."),
                    .query("auth_provider_id", .id(AuthProvider.self), "Only those about this provider."),
                    .query("app_hook_id", .id(AppHook.self), "Only those about this hook."),
                ], answers: [.found(.page(of: "Event"))]),
            RouteDescription(
                name: "GET /v1/events/:id", summary: "Get an event with what hooks were told of it",
                answers: [.found(.shared("Event"))]),
        ])

    private static let event = Schema.object(
        [
            "id": .id(Event.self), "event_at": .preciseTime, "event_type": .word(EventType.self),
            "object": .constant("event"), "request": .anyObject,
        ],
        optional: [
            "app_hook_id": .id(AppHook.self), "auth_provider_id": .id(AuthProvider.self),
            "membership_id": .id(Membership.self), "notifications": .array(.shared("Notification")),
            "org_id": .id(Org.self), "realm_id": .id(Realm.self), "user_id": .id(User.self),
        ])

    private static let notification = Schema.object([
        "id": .id(HookNotification.self), "app_hook_id": .id(AppHook.self), "attempts": .integer,
        "hook_type": .word(HookType.self), "last_attempt_at": .preciseTime.orNull, "last_destination": .text.orNull,
        "last_result": .text.orNull, "object": .constant("notification"), "state": .word(HookNotification.State.self),
    ])
}
