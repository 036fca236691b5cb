/// How a response goes out.
extension Worker where Handler: ~Copyable {
    mutating func send(_ response: Response, for request: Request, on connection: Connection) {
        let wire = response.wire(withBody: request.parameters["REQUEST_METHOD"] != "HEAD")
        // What fits into the socket's buffer goes at once, or the peer has left earlier responses lying there.
        if wire.count <= System.directResponse {
            finish(on: connection, keeping: connection.write(wire))
        } else {
            sendInParts(wire, on: connection)
        }
    }

    private mutating func sendInParts(_ wire: [UInt8], on connection: Connection) {
        guard let output = connection.output(wire, through: &scratch) else { return server.drop(connection) }
        goOn(with: output, on: connection)
    }

    /// Sends as much as the peer takes.
    func goOn(with output: consuming Output, on connection: Connection) {
        let deadline = output.since + server.configuration.ioTimeout
        while !output.rest.isEmpty {
            guard .now < deadline, let count = System.send(output.rest, on: connection.descriptor) else {
                return server.drop(connection)
            }
            if count == 0 { return server.send(output, on: connection) }
            output.rest = output.rest.dropFirst(count)
        }
        finish(on: connection, keeping: output.keepsConnection)
    }

    private func finish(on connection: Connection, keeping keeps: Bool) {
        // With others waiting outside, a peer that is never out of requests would keep its place for ever.
        if keeps, !server.entrance.hasWaiting { server.rest(connection) } else { server.drop(connection) }
    }
}
