import Credentials

extension AuthRocketDescription {
    static let appHooks = ResourceDescription(
        title: "App hooks", about: "Where events are told of by POST, signed as Standard Webhooks says.",
        id: .id(AppHook.self), schemas: ["AppHook": hook, "AppHookAttributes": attributes],
        routes: [
            RouteDescription(
                name: "GET /v1/app_hooks", summary: "List app hooks",
                parameters: .page(of: AppHook.self, most: 100) + [
                    .query("realm_id", .id(Realm.self), "Only those of this realm."),
                    .query("state", .word(ActivityState.self), "Only those in this state."),
                    .query("event_type", .word(EventType.self), "Only those that are told of this type."),
                ], answers: [.found(.page(of: "AppHook"))]),
            RouteDescription(
                name: "POST /v1/app_hooks", summary: "Create an app hook",
                body: .rooted("app_hook", .shared("AppHookAttributes")), answers: [.created(.shared("AppHook"))]),
            RouteDescription(
                name: "GET /v1/app_hooks/:id", summary: "Get an app hook", answers: [.found(.shared("AppHook"))]),
            RouteDescription(
                name: "PUT /v1/app_hooks/:id", summary: "Change an app hook",
                body: .rooted("app_hook", .shared("AppHookAttributes")), answers: [.found(.shared("AppHook"))]),
            RouteDescription(name: "DELETE /v1/app_hooks/:id", summary: "Delete an app hook", answers: [.nothing()]),
        ])

    private static let hook = Schema.object(
        [
            "id": .id(AppHook.self), "delay": .integer, "destination": .text.orNull,
            "event_type": .array(.word(EventType.self)), "hook_type": .word(HookType.self),
            "object": .constant("app_hook"), "realm_id": .id(Realm.self).orNull, "state": .word(ActivityState.self),
        ], optional: ["signing_secret": .text.described("For keys that may manage, not in lists.")])

    private static let attributes = Schema.object(
        [:],
        optional: [
            "destination": .address(2048).described("Must be given on creation; a public address, or a permitted one."),
            "event_type": .array(.word(EventType.self)).described("Empty for all."), "hook_type": .word(HookType.self),
            "realm_id": .id(Realm.self).orNull.described("Null for all realms."), "state": .word(ActivityState.self),
            "delay": .integer(0...AppHook.longestDelay).described("Seconds to wait before telling."),
            "signing_secret": .constant("generate").described("Makes a new one."),
        ])
}
