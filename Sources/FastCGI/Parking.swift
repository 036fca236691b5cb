import Synchronization

/// The requests that wait for something to happen.
final class Parking: Sendable {
    private let waiting = Mutex<[UInt64: Connection]>([:])
    // Changes only under the lock; read without it, as every request does.
    private let wakes = Atomic<UInt64>(0)

    /// How often everybody has been woken; taken before a handler looks for what it may then wait for.
    var generation: UInt64 {
        wakes.load(ordering: .sequentiallyConsistent)
    }

    /// Lets a connection wait; false when everybody was woken after `generation`, which its handler may have missed.
    func enter(_ connection: Connection, after generation: UInt64) -> Bool {
        waiting.withLock {
            guard self.generation == generation else { return false }
            $0[connection.key] = connection
            return true
        }
    }

    func leave(_ connection: Connection) {
        waiting.withLock { $0[connection.key] = nil }
    }

    /// Empties the list and returns who waited.
    func wakeAll() -> [Connection] {
        waiting.withLock { waiting in
            wakes.add(1, ordering: .sequentiallyConsistent)
            defer { waiting = [:] }
            return Array(waiting.values)
        }
    }
}
