import Synchronization

/// How a request comes in.
extension Worker where Handler: ~Copyable {
    /// Looks at what has come on a connection that was between requests.
    mutating func receive(from connection: Connection) {
        switch System.peek(connection.descriptor, into: &buffer) {
        case .bytes(let count):
            let limit = server.configuration.maximumParameterBytes
            if let plain = PlainRequest(buffer[..<count], parameterLimit: limit) {
                read(plain, of: count, from: connection)
            } else {
                goOn(with: Arrival(since: .now, limits: server.configuration.arrivalLimits), on: connection)
            }
        case .nothing:
            // Ends idleness without losing a request that comes this moment: the next look finds it, or the end.
            if server.isDraining.load(ordering: .sequentiallyConsistent) { connection.stopReading() }
            server.rest(connection)
        case .ended:
            server.drop(connection)
        }
    }

    private mutating func read(_ plain: PlainRequest, of count: Int, from connection: Connection) {
        guard let request = connection.read(maximumBody: server.configuration.maximumBody, into: &buffer) else {
            return server.drop(connection)
        }
        // libfcgi may have swallowed the beginning of whatever came after the request.
        if plain.length < count { connection.endAfterThis() }
        answer(request, on: connection)
    }

    /// Takes what has come of a request, once: a peer that sends without end must not keep the thread.
    mutating func goOn(with arrival: consuming Arrival, on connection: Connection) {
        let isEnded: Bool
        switch System.receive(from: connection.descriptor, into: &buffer) {
        case .bytes(let count):
            arrival.take(buffer[..<count])
            isEnded = false
        case .nothing: isEnded = false
        case .ended: isEnded = true
        }
        System.send(arrival.takeReplies()[...], on: connection.descriptor)
        settle(arrival, isEnded: isEnded, on: connection)
    }

    private mutating func settle(_ arrival: consuming Arrival, isEnded: Bool, on connection: Connection) {
        let isOver = isEnded || arrival.since.duration(to: .now) >= server.configuration.requestDeadline
        switch arrival.stage {
        case .complete: answer(arrival, on: connection)
        // The handler is told that the body is incomplete, and the peer why nothing became of its request.
        case .body where isOver: answer(arrival, on: connection)
        case .refused: server.drop(connection)
        case .empty where arrival.isEmpty && !isEnded: server.rest(connection)
        case .empty, .parameters, .body:
            if isOver { server.drop(connection) } else { server.await(arrival, on: connection) }
        }
    }

    private mutating func answer(_ arrival: Arrival, on connection: Connection) {
        guard let request = connection.read(arrival, through: &scratch) else { return server.drop(connection) }
        answer(request, on: connection)
    }
}

extension Configuration {
    fileprivate var arrivalLimits: Arrival.Limits {
        Arrival.Limits(parameters: maximumParameterBytes, body: maximumBody)
    }
}
