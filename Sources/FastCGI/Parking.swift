import Synchronization

/// The requests that wait for something to happen.
final class Parking: Sendable {
    private struct State {
        var generation: UInt64 = 0
        var waiting: [UInt64: Connection] = [:]
    }

    private let state = Mutex(State())

    /// How often everybody has been woken; taken before a handler looks for what it may then wait for.
    var generation: UInt64 {
        state.withLock { $0.generation }
    }

    /// Lets a connection wait; false when everybody was woken after `generation`, which its handler may have missed.
    func enter(_ connection: Connection, after generation: UInt64) -> Bool {
        state.withLock {
            guard $0.generation == generation else { return false }
            $0.waiting[connection.key] = connection
            return true
        }
    }

    func leave(_ connection: Connection) {
        state.withLock { $0.waiting[connection.key] = nil }
    }

    /// Empties the list and returns who waited.
    func wakeAll() -> [Connection] {
        state.withLock {
            let waiting = Array($0.waiting.values)
            $0.waiting = [:]
            $0.generation += 1
            return waiting
        }
    }
}
