import Credentials
import Secrets
import Store

extension Service {
    /// Answers a request of `/v2`. The checks come in this order: key, route, side, rate, input.
    mutating func answerDeck(
        _ request: Request, _ segments: [PathSegment], query: [UInt8], _ trace: inout Trace
    ) throws -> Step {
        let route = Result { () throws(Failure) in try deck.match(request.method, segments) }
        trace.template = try? route.get().route.path.template
        let caller = try authenticate(request)
        trace.caller = caller.key.description
        let match = try route.get()
        try match.requireUTF8(request)
        try match.route.action.admits(caller)
        try admit(match.route.action, over: request)
        if let organization = caller.organization { try admit(organization) }
        let call = DeckCall(
            caller: caller, method: match.route.method, path: segments.map(\.raw).joined(separator: "/"),
            parameters: match.parameters, input: try DeckInput(request, query: query),
            idempotencyKey: request.headers["idempotency-key"], lease: request.headers["deck-lease"], limits: limits,
            addresses: outgoing.addresses, requestID: trace.requestID, arrival: request.arrival)
        switch match.route.action {
        case .any(let handler): return .done(handler(call))
        case .app(_, let handler): return .done(try handler(call, &store))
        case .worker(_, let handler): return try handler(call, &store)
        }
    }

    private mutating func authenticate(_ request: Request) throws -> VaultCaller {
        let refusal = Failure(.authenticationFailed, "The API key is missing, unknown or revoked.")
        let parts = (request.headers["authorization"] ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            let caller = try store.caller(presenting: Secret(String(parts[1]).trimmingFieldSpace))
        else { throw refusal }
        return caller
    }

    /// Workers read secrets, so they come over TLS.
    private func admit(_ action: DeckRoute.Action, over request: Request) throws(Failure) {
        guard case .worker = action, request.isInClear, !limits.admitsCleartextWorkers else { return }
        throw Failure(.accessDenied, "Workers must use TLS.", kind: .cleartextRefused)
    }

    private mutating func admit(_ organization: OrganizationID) throws {
        guard let seconds = try store.admit(organization, within: limits.requests, at: .now) else { return }
        throw Failure(.rateLimited, "Too many requests.", retryAfter: seconds)
    }
}

extension DeckRoute.Action {
    /// - Throws: `accessDenied` for a key of the other side and for one that is too weak.
    fileprivate func admits(_ caller: VaultCaller) throws {
        switch self {
        case .any: break
        case .app(let operation, _): try caller.require(operation)
        case .worker(let scope, _): _ = try caller.grant(scope)
        }
    }
}
