import Glibc

/// A thread that was started.
struct Thread: Sendable {
    private let handle: pthread_t

    init(_ body: @escaping @Sendable () -> Void) throws(ServerError) {
        handle = try System.startThread(body)
    }

    /// Waits until the thread has ended.
    func join() {
        System.join(handle)
    }
}
