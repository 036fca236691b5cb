import Synchronization

/// What becomes of a connection when its worker lets go of it.
///
/// Each ends the claim, then looks whether the server drains: whoever begins to drain does it the other way round, so that no
/// connection is missed by both.
extension Server where Handler: ~Copyable {
    /// Waits for the next request.
    func rest(_ connection: Connection) {
        switch connection.rest() {
        case .watched: break
        case .unwatched: poller.rewatch(connection)
        case .news: poller.turn(connection)
        }
        hurryIfDraining(connection)
    }

    /// Waits for the rest of a request.
    func await(_ arrival: Arrival, on connection: Connection) {
        heldBytes.add(arrival.size, ordering: .relaxed)
        let deadline = arrival.since + configuration.requestDeadline
        wait(.arriving(arrival), on: connection, for: [.readable, .peerClosed], until: deadline)
        keepWithinBounds()
    }

    /// Waits for the peer to take the rest of its response.
    func send(_ output: Output, until deadline: ContinuousClock.Instant, on connection: Connection) {
        heldBytes.add(output.rest.count, ordering: .relaxed)
        // Not for the peer's end of sending: that it has come already would be news again and again.
        wait(.sending(output), on: connection, for: .writable, until: deadline)
        keepWithinBounds()
    }

    /// Keeps the request until `wake()` or the instant.
    func park(
        _ connection: Connection, _ request: AcceptedRequest, until due: ContinuousClock.Instant,
        after generation: UInt64
    ) {
        wait(.parked(request), on: connection, for: .peerClosed, until: due) {
            if !parking.enter(connection, after: generation) { poller.turn(connection) }
        }
        hurryIfDraining(connection)
    }

    /// Waits for news from the peer, for the instant, or for what the list that is entered is about.
    private func wait(
        _ phase: Exchange.Phase, on connection: Connection, for interest: Interest,
        until due: ContinuousClock.Instant, entering: () -> Void = {}
    ) {
        // All before the claim ends: whoever goes on with it sets waits of its own, over which these must not come.
        clock.set(.turn(connection), for: connection.key, at: due)
        poller.arm(connection, for: interest)
        entering()
        if connection.release(phase) == .news { poller.turn(connection) }
    }

    /// Takes the connection off the lists that would keep it, and with it its descriptor.
    func forgetWaits(of connection: Connection) {
        clock.cancel(connection.key)
        parking.leave(connection)
    }

    private func hurryIfDraining(_ connection: Connection) {
        if isDraining.load(ordering: .sequentiallyConsistent) { poller.turn(connection) }
    }
}
