import Synchronization

/// What becomes of a connection when its worker lets go of it.
///
/// Each first ends the claim, then arms the connection, then looks whether the server drains: whoever begins to drain
/// does it the other way round, so that no connection is missed by both.
extension Server where Handler: ~Copyable {
    /// Waits for the next request.
    func rest(_ connection: Connection) {
        connection.release(.idle)
        poller.arm(connection, for: .readable)
        hurryIfDraining(connection)
    }

    /// Looks again soon at a request that has come in part. The longer it takes, the less often it is looked at.
    func lookAgain(_ connection: Connection, since start: ContinuousClock.Instant, now: ContinuousClock.Instant) {
        let pause = min(max(start.duration(to: now), .milliseconds(2)), .milliseconds(100))
        connection.release(.arriving(since: start))
        clock.set(.look(connection), for: connection.key, at: min(now + pause, start + configuration.requestDeadline))
    }

    /// Keeps the request until `wake()` or the instant.
    func park(
        _ connection: Connection, _ request: Request, until due: ContinuousClock.Instant, after generation: UInt64
    ) {
        connection.release(.parked(request))
        poller.arm(connection, for: [])
        clock.set(.unpark(connection), for: connection.key, at: due)
        if !parking.enter(connection, after: generation) { poller.arm(connection, for: .writable) }
        hurryIfDraining(connection)
    }

    private func hurryIfDraining(_ connection: Connection) {
        if isDraining.load(ordering: .sequentiallyConsistent) { poller.arm(connection, for: [.readable, .writable]) }
    }
}
