import Synchronization

/// The reply that a request waits for, with what it was like when its handler began: what has happened since then the
/// handler may have missed.
struct Debt<Handler: RequestHandler & ~Copyable>: Sendable {
    private let server: Server<Handler>
    private let connection: Connection
    private let request: AcceptedRequest
    private let generation: UInt64
    private let isLast: Bool

    fileprivate init(_ server: Server<Handler>, _ connection: Connection, _ request: AcceptedRequest) {
        (self.server, self.connection, self.request) = (server, connection, request)
        generation = server.parking.generation
        isLast = server.isDraining.load(ordering: .sequentiallyConsistent)
    }

    func settle(_ reply: Reply) {
        switch reply {
        case .respond(let response): server.goOn(with: request.output(response), on: connection)
        case .park where isLast: server.goOn(with: request.output(.drained), on: connection)
        case .park(let due): server.park(connection, request, until: due, after: generation)
        case .later(let take): take(PendingReply(pays))
        }
    }

    @Sendable private func pays(_ reply: Reply?) {
        if let reply { settle(reply) } else { server.drop(connection) }
    }
}

extension Server where Handler: ~Copyable {
    func debt(to request: AcceptedRequest, on connection: Connection) -> Debt<Handler> {
        Debt(self, connection, request)
    }
}
