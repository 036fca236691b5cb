import Synchronization

/// A request as it was when its handler began: what has happened since then the handler may have missed.
struct BegunRequest {
    let accepted: AcceptedRequest
    /// How often everybody had been woken.
    fileprivate let generation: UInt64
    /// Whether it may not wait any more.
    fileprivate let isLast: Bool
}

/// What becomes of a reply.
extension Server where Handler: ~Copyable {
    func start(of accepted: AcceptedRequest) -> BegunRequest {
        BegunRequest(
            accepted: accepted, generation: parking.generation,
            isLast: isDraining.load(ordering: .sequentiallyConsistent))
    }

    func settle(_ reply: Reply, _ request: BegunRequest, on connection: Connection) {
        switch reply {
        case .respond(let response): goOn(with: request.accepted.output(response), on: connection)
        case .park where request.isLast: goOn(with: request.accepted.output(.drained), on: connection)
        case .park(let due): park(connection, request.accepted, until: due, after: request.generation)
        case .later(let take):
            take(
                PendingReply { [self] reply in
                    if let reply { settle(reply, request, on: connection) } else { drop(connection) }
                })
        }
    }
}
