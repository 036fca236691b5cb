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
        let parameters = request.parameters
        if let answer = service.answerAtOnce(
            method: parameters["REQUEST_METHOD"] ?? "", target: parameters["REQUEST_URI"] ?? "",
            seed: parameters["REQUEST_ID"])
        {
            return Reply(.respond(answer))
        }
        let request = API.Request(request)
        if request.isLong { seat.leaveWatch() }
        return Reply(service.respond(to: request))
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
        case .respond(let response):
            self = .respond(FastCGI.Response(status: response.status, headers: response.headers, body: response.body))
        case .wait(let instant): self = .park(until: instant)
        case .later(let deferral): self = .later { pending in deferral.begin { pending.give(Reply($0)) } }
        }
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
