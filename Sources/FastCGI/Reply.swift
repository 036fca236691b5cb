/// A handler's answer to a request.
public enum Reply: Sendable {
    /// Sends the response; the request is done.
    case respond(Response)
    /// Not yet: the request waits without a thread and runs again at `Server.wake()` or at the instant, whichever is first.
    ///
    /// An instant that has passed runs the handler again at once. A waiting request whose peer goes away is forgotten.
    /// While the server drains nothing may wait any more: this reply becomes 503 with `Retry-After: 1`.
    case park(until: ContinuousClock.Instant)
    /// Whoever is given the pending reply, now and on this thread, sees to it that it is given later.
    case later(@Sendable (PendingReply) -> Void)
}
