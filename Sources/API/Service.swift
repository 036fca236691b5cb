import Credentials
import JSON
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
    private let log: any RequestLog

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

    /// Answers a request, unless it waits; whatever goes wrong becomes an answer too.
    public mutating func respond(to request: Request) -> Outcome {
        let target = RequestTarget(request.target.utf8)
        let segments = target.segments ?? []
        var trace = Trace(request, target.family)
        var response: Response
        do {
            switch try dispatch(request, segments, query: target.query, &trace) {
            case .respond(let answer): response = answer
            case .wait(let instant): return .wait(until: instant)
            }
        } catch {
            if case HashingError.overloaded = error, let instant = request.nextTry { return .wait(until: instant) }
            let failure = Failure(cause: error)
            trace.note(failure)
            response = failure.response(in: trace)
        }
        if !response.headers.contains(where: { $0.name == "Cache-Control" }) {
            // Answers may hold secrets.
            response.headers.append(("Cache-Control", "no-store"))
        }
        response.headers.append(("X-Request-ID", trace.requestID))
        trace.log(response.status, to: log)
        return .respond(response)
    }

    private mutating func dispatch(
        _ request: Request, _ segments: [PathSegment], query: [UInt8], _ trace: inout Trace
    ) throws -> Outcome {
        if let probe = Probe(request.method, segments) {
            trace.template = probe.template
            trace.isRoutine = true
            return .respond(probe.answer(&store, &trace))
        }
        switch segments.first?.raw {
        case "v1": return .respond(try answerAuthRocket(request, segments, query: query, &trace))
        case "v2": return try answerDeck(request, segments, query: query, &trace)
        default: throw Failure.notFound
        }
    }
}

extension Failure {
    fileprivate func response(in trace: Trace) -> Response {
        switch trace.family {
        case .authRocket: authRocketResponse
        case .deck: deckResponse(requestID: trace.requestID)
        }
    }
}
