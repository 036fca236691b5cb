import Synchronization

/// How a request comes in.
extension Worker where Handler: ~Copyable {
    /// Takes what has come of a new request.
    mutating func begin(on connection: Connection) {
        let received = System.receive(from: connection.descriptor, into: &buffer)
        if case .bytes(let count) = received, answerWhole(count, on: connection) { return }
        goOn(with: Arrival(since: .now, limits: server.configuration.arrivalLimits), received, on: connection)
    }

    /// Takes what has come of a request, once: a peer that sends without end must not keep the thread.
    mutating func goOn(with arrival: consuming Arrival, on connection: Connection) {
        goOn(with: arrival, System.receive(from: connection.descriptor, into: &buffer), on: connection)
    }

    private mutating func goOn(
        with arrival: consuming Arrival, _ received: System.Received, on connection: Connection
    ) {
        let isEnded: Bool
        switch received {
        case .bytes(let count):
            arrival.take(buffer[..<count])
            // There may be more, and what is there already is not told again.
            if count == buffer.count { connection.noteNews() }
            isEnded = false
        case .nothing: isEnded = false
        case .ended: isEnded = true
        }
        let replies = arrival.takeReplies()
        if !replies.isEmpty { System.send(replies[...], on: connection.descriptor) }
        settle(arrival, isEnded: isEnded, on: connection)
    }

    /// Answers the request if so many bytes are all of it; whether they are.
    private mutating func answerWhole(_ count: Int, on connection: Connection) -> Bool {
        let limits = server.configuration.arrivalLimits
        guard count < buffer.count,
            let whole = WholeRequest(buffer.span.extracting(first: count), within: limits)
        else { return false }
        if let answer = promptAnswer(to: whole) {
            send(answer, to: whole, on: connection)
        } else if let request = AcceptedRequest(whole, in: buffer) {
            self.answer(request, on: connection)
        } else {
            return false
        }
        return true
    }

    private mutating func send(_ answer: PromptAnswer, to request: WholeRequest, on connection: Connection) {
        Record.writeResponse(id: request.id, to: &output) {
            answer.response.write(answer.value, withBody: answer.hasBody, to: &$0)
        }
        server.goOn(with: Output(rest: output[...], keepsConnection: request.wantsToBeKept), on: connection)
    }

    private mutating func settle(_ arrival: consuming Arrival, isEnded: Bool, on connection: Connection) {
        switch arrival.stage {
        case .complete: answer(arrival.request, on: connection)
        case .refused: server.drop(connection)
        case .empty where arrival.isEmpty && !isEnded: rest(connection)
        case .empty, .parameters, .body: wait(for: arrival, isEnded: isEnded, on: connection)
        }
    }

    private mutating func wait(for arrival: consuming Arrival, isEnded: Bool, on connection: Connection) {
        let isOver = isEnded || arrival.since.duration(to: .now) >= server.configuration.requestDeadline
        switch arrival.stage {
        case _ where !isOver: server.await(arrival, on: connection)
        // The handler is told that the body is incomplete, and the peer why nothing became of its request.
        case .body: answer(arrival.request, on: connection)
        default: server.drop(connection)
        }
    }

    /// Nothing has come.
    private func rest(_ connection: Connection) {
        // Ends idleness without losing a request that comes this moment: the next look finds it, or the end.
        if server.isDraining.load(ordering: .sequentiallyConsistent) { connection.stopReading() }
        server.rest(connection)
    }
}

extension Configuration {
    var arrivalLimits: Arrival.Limits {
        Arrival.Limits(parameters: maximumParameterBytes, body: maximumBody)
    }
}
