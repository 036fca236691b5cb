import Credentials
import Store
import Synchronization

/// Keeps one hook, however slow it answers and however much is due to it, from holding all threads of a process.
final class HookShares: Sendable {
    private let limit: Int
    private let taken = Mutex<[AppHookID: Int]>([:])

    init(threads: Int) {
        limit = max(1, threads / 2)
    }

    /// Claims a notification to a hook that has not had its share; to be given back with ``release(_:)``.
    ///
    /// One thread after the other claims, so that those of a process do not vie for the same rows.
    func claim(
        at now: Timestamp, leaseUntil end: Timestamp, from store: inout Store
    ) throws -> NotificationClaim? {
        try taken.withLock { taken in
            let busy = Set(taken.filter { $0.value >= limit }.keys)
            let claim = try store.claimNotification(at: now, leaseUntil: end, passingOver: busy)
            if let claim { taken[claim.appHook, default: 0] += 1 }
            return claim
        }
    }

    func release(_ claim: NotificationClaim) {
        taken.withLock { taken in
            let left = taken[claim.appHook, default: 1] - 1
            taken[claim.appHook] = left == 0 ? nil : left
        }
    }
}
