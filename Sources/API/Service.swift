import Credentials
import JSON
import Logging
public import Secrets
public import Store

/// Answers requests: the one entry to the API, used alike by the FastCGI workers and by tests.
///
/// A service belongs to one thread, whose database session it owns.
public struct Service: ~Copyable {
    let authRocket = Router(routes: AuthRocketRoutes.all, aliases: ["HEAD": "GET", "PATCH": "PUT"])
    let deck = Router(routes: DeckRoutes.all, aliases: ["HEAD": "GET"])
    let hasher: PasswordHasher
    let outgoing: OutgoingGate
    let limits: VaultLimits
    var store: Store
    let log: any RequestLog

    /// Makes a service over a store.
    ///
    /// - Parameters:
    ///   - hasher: shared by all threads of the process, for it bounds how many passwords are hashed at once.
    ///   - outgoing: shared likewise; the way to other people's servers.
    ///   - limits: what organizations may do at most.
    ///   - log: gets one line per request, with what failures do not tell callers.
    public init(
        _ store: consuming Store, hasher: PasswordHasher, outgoing: OutgoingGate, limits: VaultLimits = .standard,
        log: any RequestLog
    ) {
        self.store = store
        self.hasher = hasher
        self.outgoing = outgoing
        self.limits = limits
        self.log = log
    }

    /// What ``respond(to:)`` answers to the question that is asked most often, whether the process serves, but for the request's
    /// id.
    public static let alive = Probe.alive.finished(requestID: nil)

    /// The id of a request for which ``alive`` is the answer; `nil` for any other, and where such requests are logged.
    ///
    /// - Parameters: as of ``Request``.
    public func idOfLivenessProbe(method: Span<UInt8>, target: Span<UInt8>, seed: Span<UInt8>) -> String? {
        guard Probe.isForLiveness(method, target), !log.wants(.debug) else { return nil }
        return RequestID(nginxHex: seed).text(in: .authRocket)
    }

    /// Answers a request, unless it waits or is answered later; whatever goes wrong becomes an answer too.
    ///
    /// Only where the store has a crew is anything answered later.
    public mutating func respond(to request: Request) -> Outcome {
        let target = RequestTarget(request.target.utf8)
        let segments = target.segments ?? []
        var trace = Trace(request, target.family)
        let step = Result { try dispatch(request, segments, query: target.query, &trace) }
        return Course(trace, request, log).go(on: step, &store)
    }

    /// Does something with the service's store.
    public mutating func perform(_ job: (inout Store) -> Void) {
        job(&store)
    }

    private mutating func dispatch(
        _ request: Request, _ segments: [PathSegment], query: [UInt8], _ trace: inout Trace
    ) throws -> Step {
        if let probe = Probe(request.method, segments) {
            trace.template = probe.template
            trace.isRoutine = true
            return .done(probe.answer(&store, &trace))
        }
        switch segments.first?.raw {
        case "v1": return try answerAuthRocket(request, segments, query: query, &trace)
        case "v2": return try answerDeck(request, segments, query: query, &trace)
        default: throw Failure.notFound
        }
    }
}
