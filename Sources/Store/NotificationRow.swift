import Credentials
import MariaDB
import Secrets

/// A row of `notifications`, its destination still sealed.
struct NotificationRow: Sendable {
    private let id: HookNotificationID
    private let event: EventID
    private let appHook: AppHookID
    private let state: HookNotification.State
    private let attempts: Int
    private let lastAttempt: Timestamp?
    private let destination: SealedValue?
    private let result: String?

    init(_ row: Row) throws {
        id = try row("id")
        event = try row("event_id")
        appHook = try row("app_hook_id")
        state = try row("state")
        attempts = try row("attempts")
        lastAttempt = try row("last_attempt_at")
        destination = try row("last_destination", as: [UInt8]?.self).map(SealedValue.init(bytes:))
        result = try row("last_result")
    }

    var isSealed: Bool { destination != nil }

    /// The notification, its destination opened with the key of the account.
    func opened(_ key: (DataKey, AccountID)?) throws -> HookNotification {
        var shown: String?
        if let destination, let (key, account) = key {
            shown = Secret(utf8: try key.open(destination, id.destinationPlace(in: account))).reveal()
        }
        let attempt = lastAttempt.map { HookNotification.Attempt(time: $0, destination: shown, result: result) }
        return HookNotification(
            id: id, event: event, appHook: appHook, state: state, attempts: attempts, lastAttempt: attempt)
    }
}

extension HookNotificationID {
    /// Where the URL of the last attempt is sealed to.
    func destinationPlace(in account: AccountID) -> SealPlace {
        SealPlace(scope: account.number, object: number, field: "last_destination")
    }
}
