import Credentials
import Store

/// Something that is to be done from time to time: what has expired has its consequence, or is cleared away.
struct Sweep: Sendable {
    /// For the log.
    let name: String
    /// Does it for what has expired by that time, or for a part of it when it is to stop, and returns how many rows it was;
    /// it may be interrupted and repeated.
    let run: @Sendable (inout Store, Timestamp, StopSignal) throws -> Int

    /// What callers wait for.
    static let consequences = [
        batches("task runs") { store, now, limit in try store.expireRuns(at: now, limit: limit) },
        batches("idle sessions") { store, now, limit in try store.expireSessions(at: now, limit: limit) },
    ]

    /// What only takes up room.
    static let clearances = [
        batches("sessions") { store, _, limit in try store.sweepExpiredSessions(limit: limit) },
        batches("memberships") { store, _, limit in try store.sweepExpiredMemberships(limit: limit) },
        batches("one-time tokens") { store, now, limit in try store.sweepOneTimeTokens(at: now, limit: limit) },
        batches("password limits") { store, now, limit in try store.sweepPasswordLimits(at: now, limit: limit) },
        batches("states of authorization requests") { store, _, limit in try store.sweepOAuthStates(limit: limit) },
        Sweep(name: "notifications") { store, now, _ in
            try store.deleteNotifications(before: now.adding(seconds: -30 * 86_400))
        },
        batches("idempotency records") { store, now, limit in
            try store.sweepIdempotencyRecords(at: now, limit: limit)
        },
        batches("former webhook secrets") { store, now, limit in try store.sweepFormerSecrets(at: now, limit: limit) },
        batches("event deliveries") { store, now, limit in try store.sweepEventDeliveries(at: now, limit: limit) },
        batches("events of /v2") { store, now, limit in try store.sweepVaultEvents(at: now, limit: limit) },
        Sweep(name: "deleted realms") { store, _, stopSignal in try clearDeletedRealms(&store, until: stopSignal) },
    ]

    /// A sweep in transactions of at most 500 rows.
    private static func batches(
        _ name: String, _ batch: @escaping @Sendable (inout Store, Timestamp, Int) throws -> Int
    ) -> Sweep {
        Sweep(name: name) { store, now, stopSignal in
            let limit = 500
            var total = 0
            while true {
                let count = try batch(&store, now, limit)
                total += count
                if count < limit || stopSignal.isRaised { return total }
            }
        }
    }

    /// Clears one realm after the other, and those behind one that fails too; the first failure is then thrown.
    static func clearDeletedRealms(_ store: inout Store, until stopSignal: StopSignal) throws -> Int {
        var (count, failure) = (0, (any Error)?.none)
        for realm in try store.deletedRealms() {
            do {
                if try store.clear(deleted: realm, while: { !stopSignal.isRaised }) { count += 1 }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return count
    }
}
