import Synchronization

/// The reply that is owed to a request whose handler has let go of it.
///
/// Whoever has it gives it once, from any thread. When nobody can any more the connection is closed, which the web server
/// takes for a failure of this worker.
public final class PendingReply: Sendable {
    private let isOwed = Atomic(true)
    private let give: @Sendable (Reply?) -> Void

    init(_ give: @escaping @Sendable (Reply?) -> Void) {
        self.give = give
    }

    deinit {
        if isOwed.load(ordering: .relaxed) { give(nil) }
    }

    /// Gives the reply; only the first one counts.
    public func give(_ reply: Reply) {
        if isOwed.exchange(false, ordering: .relaxed) { give(.some(reply)) }
    }
}
