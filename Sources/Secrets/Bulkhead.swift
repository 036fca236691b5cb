import Dispatch
import Synchronization

/// Lets a bounded number of threads work at once, and a bounded number wait for them for a bounded time; more are refused at
/// once.
final class Bulkhead: Sendable {
    private let slots: DispatchSemaphore
    private let limit: Int
    private let patience: Duration
    private let count = Mutex(0)

    /// At least one slot; nobody may wait when `waiting` is 0.
    ///
    /// - Parameter patience: how long a thread waits for a slot before it is refused after all, for work that takes long
    ///   when the machine has more to do than it can.
    init(concurrency: Int, waiting: Int, patience: Duration = .seconds(1)) {
        slots = DispatchSemaphore(value: max(concurrency, 1))
        limit = max(concurrency, 1) + max(waiting, 0)
        self.patience = patience
    }

    /// How many threads are inside, working or waiting.
    var occupancy: Int { count.withLock { $0 } }

    /// Whether the next one would be refused.
    var isFull: Bool { occupancy >= limit }

    func run<Value>(_ work: () throws(HashingError) -> Value) throws(HashingError) -> Value {
        guard enter() else { throw .overloaded }
        defer { leave() }
        guard slots.wait(timeout: .now() + patience / .seconds(1)) == .success else { throw .overloaded }
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
