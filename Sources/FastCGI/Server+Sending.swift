/// How a response goes out.
extension Server where Handler: ~Copyable {
    /// Sends as much as the peer takes.
    func goOn(with output: consuming Output, on connection: Connection) {
        let deadline = output.since + configuration.ioTimeout
        while !output.rest.isEmpty {
            guard .now < deadline, let count = System.send(output.rest, on: connection.descriptor) else {
                return drop(connection)
            }
            if count == 0 { return send(output, on: connection) }
            output.rest = output.rest.dropFirst(count)
        }
        finish(on: connection, keeping: output.keepsConnection)
    }

    private func finish(on connection: Connection, keeping keeps: Bool) {
        // With others waiting outside, a peer that is never out of requests would keep its place for ever.
        if keeps, !entrance.hasWaiting { rest(connection) } else { drop(connection) }
    }
}
