import Credentials
import MariaDB

/// A table of what is to be delivered, with the columns `id`, `attempts`, `next_attempt_at`, `last_attempt_at` and
/// `last_result`, and an index on the third.
struct OutboxTable: Sendable {
    let name: StaticString
    /// The column of those who are to be told.
    let receiver: StaticString
    /// The column of the time after which there are no more attempts, or `NULL`.
    let end: StaticString

    static let notifications = OutboxTable(name: "notifications", receiver: "app_hook_id", end: "give_up_at")
    static let eventDeliveries = OutboxTable(
        name: "event_deliveries", receiver: "event_destination_id", end: "NULL")
}

extension Store {
    /// Claims what has been due for the longest time; `nil` when nothing is due.
    ///
    /// Whoever dies with a claim loses it when the lease ends: then it is due again. The attempt counts.
    ///
    /// - Parameter busy: whose turn it is not.
    mutating func claim<Item, Receiver>(
        from table: OutboxTable, at now: Timestamp, leaseUntil end: Timestamp,
        passingOver busy: Set<Identifier<Receiver>>
    ) throws -> DeliveryClaim<Item, Receiver>? {
        let candidates: [Identifier<Item>] = try due(in: table, at: now, passingOver: busy)
        guard !candidates.isEmpty else { return nil }
        return try transaction { store in
            try store.claim(oneOf: candidates, in: table, at: now, leaseUntil: end)
        }
    }

    /// Read without locks: those of a range would stop others from adding to it.
    private mutating func due<Item, Receiver>(
        in table: OutboxTable, at now: Timestamp, passingOver busy: Set<Identifier<Receiver>>
    ) throws -> [Identifier<Item>] {
        let others: SQL = busy.isEmpty ? "" : "AND \(raw: table.receiver) NOT IN (\(list: Array(busy)))"
        return try session.rows(
            """
            SELECT id FROM \(raw: table.name) WHERE next_attempt_at <= \(now) \(fragment: others)
            ORDER BY next_attempt_at LIMIT 16
            """
        ) { try $0("id") }
    }

    private mutating func claim<Item, Receiver>(
        oneOf candidates: [Identifier<Item>], in table: OutboxTable, at now: Timestamp, leaseUntil end: Timestamp
    ) throws -> DeliveryClaim<Item, Receiver>? {
        let claim = try session.first(
            """
            SELECT id, \(raw: table.receiver) AS receiver, attempts, \(raw: table.end) AS end
            FROM \(raw: table.name) FORCE INDEX (PRIMARY)
            WHERE id IN (\(list: candidates)) AND next_attempt_at <= \(now) LIMIT 1 FOR UPDATE SKIP LOCKED
            """
        ) { row in
            DeliveryClaim<Item, Receiver>(
                item: try row("id"), receiver: try row("receiver"), attempt: try row("attempts") + 1,
                end: try row("end"))
        }
        guard let claim else { return nil }
        try session.execute(
            """
            UPDATE \(raw: table.name) SET attempts = \(claim.attempt), next_attempt_at = \(end),
                last_attempt_at = \(now), last_result = NULL
            WHERE id = \(claim.item)
            """)
        return claim
    }
}
