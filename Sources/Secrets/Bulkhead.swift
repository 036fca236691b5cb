import Dispatch
import Synchronization

/// Lets a bounded number of threads work at once and a bounded number wait for them; more are refused at once.
final class Bulkhead: Sendable {
    private let slots: DispatchSemaphore
    private let limit: Int
    private let count = Mutex(0)

    /// At least one slot; nobody may wait when `waiting` is 0.
    init(concurrency: Int, waiting: Int) {
        slots = DispatchSemaphore(value: max(concurrency, 1))
        limit = max(concurrency, 1) + max(waiting, 0)
    }

    /// How many threads are inside, working or waiting.
    var occupancy: Int { count.withLock { $0 } }

    /// Whether the next one would be refused.
    var isFull: Bool { occupancy >= limit }

    func run<Value>(_ work: () throws(HashingError) -> Value) throws(HashingError) -> Value {
        guard enter() else { throw .overloaded }
        defer { leave() }
        slots.wait()
        defer { slots.signal() }
        return try work()
    }

    private func enter() -> Bool {
        count.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
    }

    private func leave() {
        count.withLock { $0 -= 1 }
    }
}
