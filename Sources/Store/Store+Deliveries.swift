public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Claims the notification that has been due for the longest time; `nil` when none is due.
    ///
    /// - Parameter busy: hooks whose turn it is not.
    public mutating func claimNotification(
        at now: Timestamp, leaseUntil end: Timestamp, passingOver busy: Set<AppHookID>
    ) throws -> NotificationClaim? {
        try claim(from: .notifications, at: now, leaseUntil: end, passingOver: busy)
    }

    /// What is to be delivered under a claim; `nil` when there is nobody to tell any more, or nothing: the hook is inactive
    /// or has gone, or its realm has or the event's.
    public mutating func delivery(_ claim: NotificationClaim) throws -> Delivery? {
        guard let event = try event(of: claim.item) else { return nil }
        do {
            guard let hook = try activeAppHook(claim.receiver) else { return nil }
            return Delivery(claim: claim, event: event, hook: hook)
        } catch StoreFailure.missingDataKey {
            return nil
        }
    }

    /// Notes what came of a claim. A failure counts only while the claim is in force.
    public mutating func settle(_ claim: NotificationClaim, _ report: DeliveryReport) throws {
        let destination = try report.sent.map { try sealed($0, claim.item) }
        let outcome = report.outcome
        let isInForce: SQL = outcome == .completed ? "" : "AND attempts = \(claim.attempt)"
        try session.execute(
            """
            UPDATE notifications SET state = \(outcome.state), next_attempt_at = \(outcome.nextAttempt),
                last_destination = COALESCE(\(destination), last_destination), last_result = \(report.result)
            WHERE id = \(claim.item) AND state = 'in_progress' \(fragment: isInForce)
            """)
    }

    private mutating func event(of notification: HookNotificationID) throws -> Event? {
        try session.first(
            """
            SELECT \(raw: eventColumns) FROM events
            WHERE id = (SELECT event_id FROM notifications WHERE id = \(notification))
                \(fragment: .and(isNotOfDeletedRealm))
            """, Event.init(row:))
    }

    private mutating func activeAppHook(_ id: AppHookID) throws -> AppHook? {
        let row = try session.first(
            "SELECT \(raw: appHookColumns) FROM app_hooks WHERE id = \(id) AND state = 'active'", AppHookRow.init)
        return try row.map { try $0.opened(with: try sealingKey(of: $0.account, realm: $0.realm)) }
    }

    private mutating func sealed(
        _ sent: DeliveryReport.Sent, _ notification: HookNotificationID
    ) throws -> [UInt8] {
        let place = notification.destinationPlace(in: sent.account)
        return try accountKey(of: sent.account).seal(Array(sent.destination.utf8), place).bytes
    }
}

extension DeliveryOutcome {
    fileprivate var state: HookNotification.State {
        switch self {
        case .completed: .completed
        case .retry: .inProgress
        case .failed: .failed
        case .canceled: .canceled
        }
    }
}
