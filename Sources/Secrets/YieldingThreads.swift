import Dispatch
import Glibc
import Synchronization

/// Threads for long computations, to which the system prefers every other thread: while they are at work, whatever is short
/// goes on as if they were not there.
final class YieldingThreads: Sendable {
    /// setpriority(2); on Linux it holds for the calling thread alone.
    private static let niceness: Int32 = 10
    private let queue = DispatchQueue(label: "credence computing", attributes: .concurrent)

    /// Runs `work` on one of the threads and waits for it.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(HashingError) -> Value
    ) throws(HashingError) -> Value {
        let pending = Pending<Value>()
        queue.async {
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, Self.niceness)
            pending.finish(Result { () throws(HashingError) in try work() })
        }
        return try pending.wait()
    }
}

/// What is still being computed.
private final class Pending<Value: Sendable>: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let result = Mutex<Result<Value, HashingError>>(.failure(.overloaded))

    func finish(_ result: Result<Value, HashingError>) {
        self.result.withLock { $0 = result }
        done.signal()
    }

    func wait() throws(HashingError) -> Value {
        done.wait()
        return try result.withLock { $0 }.get()
    }
}
