import Synchronization

/// What becomes of a connection when its worker lets go of it.
///
/// Each first ends the claim, then arms the connection, then looks whether the server drains: whoever begins to drain
/// does it the other way round, so that no connection is missed by both.
extension Server where Handler: ~Copyable {
    /// Waits for the next request.
    func rest(_ connection: Connection) {
        connection.release(.idle(since: .now))
        poller.arm(connection, for: [.readable, .peerClosed])
        hurryIfDraining(connection)
    }

    /// Waits for the rest of a request.
    func await(_ arrival: Arrival, on connection: Connection) {
        heldBytes.add(arrival.size, ordering: .relaxed)
        connection.release(.arriving(arrival))
        clock.set(.turn(connection), for: connection.key, at: arrival.since + configuration.requestDeadline)
        poller.arm(connection, for: [.readable, .peerClosed])
        keepWithinBounds()
    }

    /// Waits for the peer to take the rest of its response.
    func send(_ output: Output, on connection: Connection) {
        let deadline = output.since + configuration.ioTimeout
        heldBytes.add(output.rest.count, ordering: .relaxed)
        connection.release(.sending(output))
        clock.set(.turn(connection), for: connection.key, at: deadline)
        // Not for the peer's end of sending: that it has come already would be news again and again.
        poller.arm(connection, for: .writable)
        keepWithinBounds()
    }

    /// Keeps the request until `wake()` or the instant.
    func park(
        _ connection: Connection, _ request: Request, until due: ContinuousClock.Instant, after generation: UInt64
    ) {
        connection.release(.parked(request))
        poller.arm(connection, for: .peerClosed)
        clock.set(.turn(connection), for: connection.key, at: due)
        if !parking.enter(connection, after: generation) { poller.turn(connection) }
        // A peer that went meanwhile has had it dropped by another worker, perhaps before it was entered.
        if connection.isClosed { forgetWaits(of: connection) }
        hurryIfDraining(connection)
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
