public import Credentials
import JSON

extension Event {
    /// What an app hook is sent of the event: the very bytes that are signed (authrocket-v1.md section 10).
    public var webhookBody: [UInt8] {
        JSON.object(representation(notifications: nil)).encoded()
    }

    /// The event as `/v1` shows it; the ids tell when it was.
    func representation(notifications: [HookNotification]?) -> JSONObject {
        API.representation(
            id.description, "event",
            [
                "app_hook_id": subject.appHook.map { JSON($0) },
                "auth_provider_id": subject.authProvider.map { JSON($0) },
                "event_at": .precise(id.createdAt),
                "event_type": JSON(type),
                "membership_id": subject.membership.map { JSON($0) },
                "notifications": notifications.map { .array($0.map { .object($0.representation) }) },
                "org_id": subject.org.map { JSON($0) },
                "realm_id": subject.realm.map { JSON($0) },
                "request": .object(request),
                "user_id": subject.user.map { JSON($0) },
            ])
    }
}

extension HookNotification {
    /// The notification as an event shows it (authrocket-v1.md section 9.3).
    fileprivate var representation: JSONObject {
        API.representation(
            id.description, "notification",
            [
                "app_hook_id": JSON(appHook),
                "attempts": JSON(attempts),
                "hook_type": JSON(HookType.webhook),
                "last_attempt_at": lastAttempt.map { .precise($0.time) } ?? .null,
                "last_destination": JSON(lastAttempt?.destination),
                "last_result": JSON(lastAttempt?.result),
                "state": JSON(state),
            ])
    }
}
