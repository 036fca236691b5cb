/// How a response goes out.
extension Server where Handler: ~Copyable {
    /// Sends as much as the peer takes.
    func goOn(with output: consuming Output, on connection: Connection) {
        while let count = System.send(output.rest, on: connection.descriptor) {
            output.rest = output.rest.dropFirst(count)
            // Most responses go out at once, and for them nobody looks at the clock.
            if output.rest.isEmpty { return finish(on: connection, keeping: output.keepsConnection) }
            let since = output.since ?? .now
            output.since = since
            if since.duration(to: .now) >= configuration.ioTimeout { break }
            if count == 0 { return send(output, until: since + configuration.ioTimeout, on: connection) }
        }
        drop(connection)
    }

    private func finish(on connection: Connection, keeping keeps: Bool) {
        // With others waiting outside, a peer that is never out of requests would keep its place for ever.
        if keeps, !entrance.hasWaiting { rest(connection) } else { drop(connection) }
    }
}
