/// A worker's place in the server, for the handler that is made for it.
public struct Seat<Handler: RequestHandler & ~Copyable>: Sendable {
    let server: Server<Handler>
    let keeper: Watchkeeper

    /// Lets another worker look for events until this one has done what it is at: to be called on the worker's thread before
    /// whatever may take time, by handlers that announce it (``RequestHandler/announcesWaits``). Only the first call costs
    /// anything.
    public func leaveWatch() {
        keeper.leave()
    }

    /// Has a worker do something with its handler, once the requests that are there have been looked at; callable from any
    /// thread.
    ///
    /// What has not begun when the server stops is never done.
    public func perform(_ job: @escaping @Sendable (inout Handler) -> Void) {
        // A worker on watch comes to it when it has taken what else there is, of which some may join it.
        server.perform(isPressing: !keeper.isOnWatch, job)
    }

    /// The same after some time.
    public func perform(after delay: Duration, _ job: @escaping @Sendable (inout Handler) -> Void) {
        server.clock.set(.run { [server] in server.perform(job) }, at: .now + delay)
    }
}
