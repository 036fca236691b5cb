import Credentials
import Store

/// Something that is to be cleared away from time to time.
struct Sweep: Sendable {
    /// For the log.
    let name: String
    /// Clears away what has expired by that time and returns how many rows it was; it may be interrupted and repeated.
    let run: @Sendable (inout Store, Timestamp) throws -> Int

    /// All of them.
    static let all = [
        batches("sessions") { store, _, limit in try store.sweepExpiredSessions(limit: limit) },
        batches("memberships") { store, _, limit in try store.sweepExpiredMemberships(limit: limit) },
        batches("one-time tokens") { store, now, limit in try store.sweepOneTimeTokens(at: now, limit: limit) },
        batches("password limits") { store, now, limit in try store.sweepPasswordLimits(at: now, limit: limit) },
        batches("states of authorization requests") { store, _, limit in try store.sweepOAuthStates(limit: limit) },
        Sweep(name: "notifications") { store, now in
            try store.deleteNotifications(before: now.adding(seconds: -30 * 86_400))
        },
    ]

    /// A sweep in transactions of at most 500 rows.
    private static func batches(
        _ name: String, _ batch: @escaping @Sendable (inout Store, Timestamp, Int) throws -> Int
    ) -> Sweep {
        Sweep(name: name) { store, now in
            let limit = 500
            var total = 0
            while true {
                let count = try batch(&store, now, limit)
                total += count
                if count < limit { return total }
            }
        }
    }
}
