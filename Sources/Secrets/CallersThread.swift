import Synchronization

/// Runs asynchronous work to its end on the thread that asks for it, as long as all of it stays on that executor: our
/// workers are threads that may block, yet blocking on another thread's pool could wait forever when tests fill it.
final class CallersThread: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }

    /// - Returns: `nil` when the work went somewhere else and is not done yet.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value? {
        let outcome = Outcome<Value>()
        Task(executorPreference: CallersThread()) {
            do {
                let value = try await work()
                outcome.result.withLock { $0 = .success(value) }
            } catch {
                outcome.result.withLock { $0 = .failure(error) }
            }
        }
        return try outcome.result.withLock { $0 }?.get()
    }

    private final class Outcome<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
    }
}
