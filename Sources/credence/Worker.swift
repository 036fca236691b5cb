import API
import FastCGI
import Outgoing
import Secrets
import Store

/// What one worker thread owns: the API over its own database session, in FastCGI's terms.
struct Worker: ~Copyable, RequestHandler {
    static let announcesWaits = true
    private var service: Service
    private let seat: Seat<Worker>

    init(
        _ store: consuming Store, hasher: PasswordHasher, outgoing: OutgoingGate, limits: VaultLimits,
        log: any RequestLog, _ seat: Seat<Worker>
    ) {
        self.seat = seat
        service = Service(store, hasher: hasher, outgoing: outgoing, limits: limits, log: log)
    }

    mutating func handle(_ request: FastCGI.Request) -> Reply {
        let request = API.Request(request)
        if request.isLong { seat.leaveWatch() }
        return Reply(service.respond(to: request))
    }

    private static let alive = PreparedResponse(
        FastCGI.Response(Service.alive), varying: API.Response.requestIDHeader)

    func promptAnswer(to parameters: Span<UInt8>) -> PromptAnswer? {
        guard let glance = Glance(parameters) else { return nil }
        let method = parameters.extracting(glance.method)
        let id = service.idOfLivenessProbe(
            method: method, target: parameters.extracting(glance.target), seed: parameters.extracting(glance.seed))
        return id.map { PromptAnswer(Self.alive, $0, hasBody: !method.spells("HEAD")) }
    }

    /// Does something with the thread's store.
    mutating func perform(_ job: (inout Store) -> Void) {
        service.perform(job)
    }
}

/// The worker threads, as one of them sees them.
struct WorkerCrew: Crew {
    let seat: Seat<Worker>

    func willWait() {
        seat.leaveWatch()
    }

    func perform(_ job: @escaping @Sendable (inout Store) -> Void) {
        seat.perform { $0.perform(job) }
    }

    func perform(after delay: Duration, _ job: @escaping @Sendable (inout Store) -> Void) {
        seat.perform(after: delay) { $0.perform(job) }
    }
}

extension Reply {
    init(_ outcome: Outcome) {
        switch outcome {
        case .respond(let response): self = .respond(FastCGI.Response(response))
        case .wait(let instant): self = .park(until: instant)
        case .later(let deferral): self = .later { pending in deferral.begin { pending.give(Reply($0)) } }
        }
    }
}

extension FastCGI.Response {
    init(_ response: API.Response) {
        self.init(status: response.status, headers: response.headers, body: response.body)
    }
}

/// Where the parameters stand that tell a liveness probe; of a name that came twice the last one, as in ``Parameters``.
private struct Glance {
    private(set) var method = 0..<0
    private(set) var target = 0..<0
    private(set) var seed = 0..<0

    /// Looks for them; nil where the parameters are not sound.
    init?(_ parameters: Span<UInt8>) {
        var pairs = NameValuePairs()
        while let pair = pairs.next(in: parameters) {
            let name = parameters.extracting(pair.name)
            if name.spells("REQUEST_METHOD") {
                method = pair.value
            } else if name.spells("REQUEST_URI") {
                target = pair.value
            } else if name.spells("REQUEST_ID") {
                seed = pair.value
            }
        }
        if pairs.isMalformed { return nil }
    }
}

extension API.Request {
    /// Reads the CGI parameters that nginx sends (nginx/fastcgi.conf).
    init(_ request: FastCGI.Request) {
        let parameters = request.parameters
        self.init(
            method: parameters["REQUEST_METHOD"] ?? "", target: parameters["REQUEST_URI"] ?? "",
            headers: Headers { Self.header($0, in: parameters) }, body: Body(request.body),
            seed: parameters["REQUEST_ID"],
            isInClear: parameters["REQUEST_SCHEME"] != "https" && !Self.isLocal(parameters["REMOTE_ADDR"]),
            arrival: request.arrival)
    }

    /// A blank content type is what nginx says for none.
    private static func header(_ name: String, in parameters: Parameters) -> String? {
        guard name == "content-type" else { return parameters[header: name] }
        return parameters["CONTENT_TYPE"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether nginx was called from its own machine.
    private static func isLocal(_ address: String?) -> Bool {
        guard let address else { return false }
        // What nginx calls a client on a Unix socket, and the local address that most clients have.
        if address == "unix:" || address == "127.0.0.1" { return true }
        return IPAddress(address).map { address in loopback.contains { $0.contains(address) } } ?? false
    }

    private static let loopback = [AddressBlock("127.0.0.0/8"), AddressBlock("::1")].compactMap { $0 }
}

extension API.Request.Body {
    init(_ body: FastCGI.Request.Body) {
        switch body {
        case .whole(let bytes): self = .whole(bytes)
        case .tooLarge: self = .tooLarge
        case .incomplete: self = .incomplete
        }
    }
}
