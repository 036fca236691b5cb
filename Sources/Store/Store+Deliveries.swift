public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Claims the notification that has been due for the longest time; `nil` when none is due.
    ///
    /// Whoever dies with a claim loses it when the lease ends: then the notification is due again. The attempt counts.
    ///
    /// - Parameter busy: hooks whose turn it is not.
    public mutating func claimNotification(
        at now: Timestamp, leaseUntil end: Timestamp, passingOver busy: Set<AppHookID>
    ) throws -> NotificationClaim? {
        let candidates = try dueNotifications(at: now, passingOver: busy)
        guard !candidates.isEmpty else { return nil }
        return try transaction { store in try store.claim(oneOf: candidates, at: now, leaseUntil: end) }
    }

    /// Read without locks: those of a range would stop others from adding to it.
    private mutating func dueNotifications(
        at now: Timestamp, passingOver busy: Set<AppHookID>
    ) throws -> [HookNotificationID] {
        let others: SQL = busy.isEmpty ? "" : "AND app_hook_id NOT IN (\(list: Array(busy)))"
        return try session.rows(
            """
            SELECT id FROM notifications WHERE next_attempt_at <= \(now) \(fragment: others)
            ORDER BY next_attempt_at LIMIT 16
            """
        ) { try $0("id") }
    }

    private mutating func claim(
        oneOf candidates: [HookNotificationID], at now: Timestamp, leaseUntil end: Timestamp
    ) throws -> NotificationClaim? {
        let claim = try session.first(
            """
            SELECT id, app_hook_id, attempts, give_up_at FROM notifications FORCE INDEX (PRIMARY)
            WHERE id IN (\(list: candidates)) AND next_attempt_at <= \(now) LIMIT 1 FOR UPDATE SKIP LOCKED
            """
        ) { row in
            NotificationClaim(
                notification: try row("id"), appHook: try row("app_hook_id"), attempt: try row("attempts") + 1,
                end: try row("give_up_at"))
        }
        guard let claim else { return nil }
        try session.execute(
            """
            UPDATE notifications SET attempts = \(claim.attempt), next_attempt_at = \(end), last_attempt_at = \(now),
                last_result = NULL
            WHERE id = \(claim.notification)
            """)
        return claim
    }

    /// What is to be delivered under a claim; `nil` when there is nobody to tell any more: the hook is inactive or has
    /// gone, or its realm has.
    public mutating func delivery(_ claim: NotificationClaim) throws -> Delivery? {
        guard let event = try event(of: claim.notification) else { return nil }
        do {
            guard let hook = try activeAppHook(claim.appHook) else { return nil }
            return Delivery(claim: claim, event: event, hook: hook)
        } catch StoreFailure.missingDataKey {
            return nil
        }
    }

    /// Notes what came of a claim. A failure counts only while the claim is in force.
    public mutating func settle(_ claim: NotificationClaim, _ report: DeliveryReport) throws {
        let destination = try report.sent.map { try sealed($0, claim.notification) }
        let outcome = report.outcome
        let isInForce: SQL = outcome == .completed ? "" : "AND attempts = \(claim.attempt)"
        try session.execute(
            """
            UPDATE notifications SET state = \(outcome.state), next_attempt_at = \(outcome.nextAttempt),
                last_destination = COALESCE(\(destination), last_destination), last_result = \(report.result)
            WHERE id = \(claim.notification) AND state = 'in_progress' \(fragment: isInForce)
            """)
    }

    private mutating func event(of notification: HookNotificationID) throws -> Event? {
        try session.first(
            """
            SELECT \(raw: eventColumns) FROM events
            WHERE id = (SELECT event_id FROM notifications WHERE id = \(notification))
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

    fileprivate var nextAttempt: Timestamp? {
        if case .retry(let time) = self { time } else { nil }
    }
}
