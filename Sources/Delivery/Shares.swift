import Credentials
import Store
import Synchronization

/// Keeps one receiver, however slow it answers and however much is due to it, from holding all threads of an outbox.
final class Shares<Receiver: IdentifiedKind>: Sendable {
    private let limit: Int
    private let taken = Mutex<[Identifier<Receiver>: Int]>([:])

    init(threads: Int) {
        limit = max(1, threads / 2)
    }

    /// Claims something for a receiver that has not had its share; to be given back with ``release(_:)``.
    ///
    /// One thread after the other claims, so that those of a process do not vie for the same rows.
    ///
    /// - Parameter claim: claims something, passing over those who have had their share.
    func claim<Item>(
        _ claim: (Set<Identifier<Receiver>>) throws -> DeliveryClaim<Item, Receiver>?
    ) rethrows -> DeliveryClaim<Item, Receiver>? {
        try taken.withLock { taken in
            let claim = try claim(Set(taken.filter { $0.value >= limit }.keys))
            if let claim { taken[claim.receiver, default: 0] += 1 }
            return claim
        }
    }

    func release(_ receiver: Identifier<Receiver>) {
        taken.withLock { taken in
            let left = taken[receiver, default: 1] - 1
            taken[receiver] = left == 0 ? nil : left
        }
    }
}
