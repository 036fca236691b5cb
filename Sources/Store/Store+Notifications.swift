public import Credentials
import MariaDB
import Secrets

extension SQL {
    /// Notes for every active hook concerned that it is to be told of events that were noted at the same time; part of their
    /// transaction.
    static func insertNotifications(
        of events: [EventID], _ type: EventType, in realm: RealmID?, of account: AccountID
    ) -> SQL {
        let due: SQL = "\(events.max()?.createdAt) + INTERVAL delay_seconds SECOND"
        // Each id has a random node of its own, with the multicast bit, behind the time and the clock sequence of one that is
        // made here: how many there will be is not known.
        let id: HookNotificationID = IdentifierGenerator.shared.next()
        return """
            INSERT INTO notifications (id, event_id, app_hook_id, state, attempts, next_attempt_at, give_up_at)
            SELECT CONCAT(\(Array(id.bytes.prefix(10))), CHAR(ORD(RANDOM_BYTES(1)) | 1), RANDOM_BYTES(5)), events.id,
                app_hooks.id, 'in_progress', 0, \(fragment: due), \(fragment: due) + INTERVAL \(DeliverySchedule.webhooks.span) SECOND
            FROM app_hooks STRAIGHT_JOIN events ON events.id \(fragment: .isOne(of: events))
            WHERE app_hooks.account_id = \(account) AND app_hooks.state = 'active'
                AND (app_hooks.realm_id IS NULL OR app_hooks.realm_id = \(realm)) AND \(fragment: .concerns(type))
            """
    }
}

extension Store {
    /// How the hooks that a caller sees were told of some events of its account, oldest first.
    public mutating func notifications(of events: [EventID], for caller: Caller) throws -> [HookNotification] {
        let lock: SQL =
            caller.realmLock.map { "AND app_hook_id IN (SELECT id FROM app_hooks WHERE realm_id = \($0))" } ?? ""
        let rows = try session.rows(
            """
            SELECT id, event_id, app_hook_id, state, attempts, last_attempt_at, last_destination, last_result
            FROM notifications WHERE event_id IN (\(list: events)) \(fragment: lock) ORDER BY event_id, app_hook_id
            """, NotificationRow.init)
        guard rows.contains(where: \.isSealed) else { return try rows.map { try $0.opened(nil) } }
        let key = try accountKey(of: caller.account)
        return try rows.map { try $0.opened((key, caller.account)) }
    }

    /// Calls off what a deleted hook was still to be told; several small transactions long.
    public mutating func cancelNotifications(to hook: AppHookID) throws {
        while true {
            let ids: [HookNotificationID] = try session.rows(
                """
                SELECT id FROM notifications WHERE app_hook_id = \(hook) AND next_attempt_at IS NOT NULL LIMIT 500
                """
            ) { try $0("id") }
            guard !ids.isEmpty else { return }
            try session.execute(
                """
                UPDATE notifications SET state = 'canceled', next_attempt_at = NULL
                WHERE id IN (\(list: ids)) AND state = 'in_progress'
                """)
        }
    }

    /// Deletes what was settled of the notifications made before that time; several small transactions long.
    ///
    /// - Returns: How many they were.
    @discardableResult
    public mutating func deleteNotifications(before time: Timestamp) throws -> Int {
        let end = HookNotificationID.lowest(at: time)
        var total = 0
        while true {
            let count = try session.execute(
                "DELETE FROM notifications WHERE id < \(end) AND next_attempt_at IS NULL ORDER BY id LIMIT 1000")
            total += count
            if count < 1000 { return total }
        }
    }
}
