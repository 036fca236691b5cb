import API
import FastCGI
import Outgoing
import Secrets
import Store

/// What one worker thread owns: the API over its own database session, in FastCGI's terms.
struct Worker: ~Copyable, RequestHandler {
    private var service: Service

    init(
        _ store: consuming Store, hasher: PasswordHasher, outgoing: OutgoingGate, limits: VaultLimits,
        log: any RequestLog
    ) {
        service = Service(store, hasher: hasher, outgoing: outgoing, limits: limits, log: log)
    }

    mutating func handle(_ request: FastCGI.Request) -> Reply {
        switch service.respond(to: API.Request(request)) {
        case .respond(let response):
            .respond(FastCGI.Response(status: response.status, headers: response.headers, body: response.body))
        case .wait(let instant): .park(until: instant)
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
