import Synchronization

/// The reply that is owed to a request whose handler has let go of it.
///
/// Whoever has it gives it once, from any thread. When nobody can any more the connection is closed, which the web server
/// takes for a failure of this worker.
public final class PendingReply: Sendable {
    private let isOwed = Atomic(true)
    private let end: @Sendable (Reply?) -> Void

    /// - Parameter end: called once, with `nil` when nobody can give the reply any more.
    init(_ end: @escaping @Sendable (Reply?) -> Void) {
        self.end = end
    }

    deinit {
        if isOwed.load(ordering: .relaxed) { end(nil) }
    }

    /// Gives the reply; only the first one counts.
    public func give(_ reply: Reply) {
        if isOwed.exchange(false, ordering: .relaxed) { end(reply) }
    }
}
