import Credentials
import JSON
public import Logging
public import Secrets
public import Store

/// Answers requests: the one entry to the API, used alike by the FastCGI workers and by tests.
///
/// A service belongs to one thread, whose database session it owns.
public struct Service: ~Copyable {
    private let router = Router(routes: AuthRocketRoutes.all)
    private let hasher: PasswordHasher
    private let outgoing: OutgoingGate
    private let logger: Logger
    private var store: Store

    /// Makes a service over a store.
    ///
    /// - Parameters:
    ///   - hasher: shared by all threads of the process, for it bounds how many passwords are hashed at once.
    ///   - outgoing: shared likewise; the way to other people's servers.
    ///   - logger: gets one line per request, and what failures do not tell callers.
    public init(_ store: consuming Store, hasher: PasswordHasher, outgoing: OutgoingGate, logger: Logger) {
        self.store = store
        self.hasher = hasher
        self.outgoing = outgoing
        self.logger = logger
    }

    /// Answers a request; whatever goes wrong becomes an answer too.
    public mutating func respond(to request: Request) -> Response {
        var trace = Trace(request)
        var response: Response
        do {
            response = try dispatch(request, &trace)
        } catch {
            let failure = Failure(cause: error)
            trace.note(failure)
            response = failure.authRocketResponse
        }
        // Answers may hold secrets.
        response.headers.append(("Cache-Control", "no-store"))
        response.headers.append(("X-Request-ID", trace.id.description))
        trace.log(response.status, to: logger)
        return response
    }

    /// The checks come in the order of authrocket-v1.md section 3.3: caller, route, input, permission, object.
    private mutating func dispatch(_ request: Request, _ trace: inout Trace) throws -> Response {
        let target = RequestTarget(request.target.utf8)
        let segments = target.segments ?? []
        if let probe = Probe(request.method, segments) {
            trace.template = probe.template
            return probe.answer(&store, &trace)
        }
        guard segments.first?.raw == "v1" else { throw Failure.notFound }
        let key = CallerKeyText { request.headers[$0] }
        let route = Result { () throws(Failure) in try router.match(request.method, segments) }
        trace.template = try? route.get().route.template
        let caller = try authenticate(key)
        trace.caller = caller.key
        let match = try route.get()
        // Bytes that are not UTF-8 were replaced when nginx's parameters were read.
        guard match.parameters.values.allSatisfy({ $0.decoded != nil }), !request.target.contains("\u{FFFD}") else {
            throw Failure.malformed("Path or query is not valid percent-encoded UTF-8")
        }
        let input = try Input(request, query: target.query)
        guard caller.may(match.route.operation) else { throw Failure.accessDenied }
        let call = Call(
            caller: caller, parameters: match.parameters, input: input, realmHeader: key.realm, hasher: hasher,
            outgoing: outgoing)
        return try match.route.handler(call, &store)
    }

    private mutating func authenticate(_ presented: CallerKeyText) throws -> Caller {
        guard let token = presented.key.flatMap(AccessKeyToken.init) else { throw Failure.accessDenied }
        let account = presented.account.flatMap(AccountID.init)
        guard let caller = try store.caller(presenting: token, account: account) else {
            throw Failure.accessDenied
        }
        return caller
    }
}
