import JSON
import Store

/// What may be asked without a key: the questions of supervisors and load balancers, and what the API is like.
enum Probe: CaseIterable {
    /// Does the process serve?
    case health
    /// Is the database reachable, and its schema the one that this executable needs?
    case readiness
    /// The OpenAPI document.
    case description

    init?(_ method: String, _ segments: [PathSegment]) {
        guard method == "GET" || method == "HEAD", segments.count == 1 else { return nil }
        guard let probe = Self.allCases.first(where: { $0.template.dropFirst() == segments[0].raw }) else { return nil }
        self = probe
    }

    var template: String {
        switch self {
        case .health: "/healthz"
        case .readiness: "/readyz"
        case .description: "/openapi.json"
        }
    }

    /// Whether it is the question whether the process serves.
    static func isForLiveness(_ method: Span<UInt8>, _ target: Span<UInt8>) -> Bool {
        target.spells(health.template) && (method.spells("GET") || method.spells("HEAD"))
    }

    static let alive = Response.json(["status": "ok"])

    func answer(_ store: inout Store, _ trace: inout Trace) -> Response {
        switch self {
        case .health: return Self.alive
        case .readiness:
            do {
                if try store.isSchemaCurrent() { return .json(["status": "ready"]) }
            } catch {
                trace.note(Failure(cause: error))
            }
            return Self.unavailable
        case .description:
            var response = Response.json(bytes: APIDescription.encoded, status: 200)
            response.headers.append(("Cache-Control", "public, max-age=3600"))
            return response
        }
    }

    private static var unavailable: Response {
        var response = Response.json(["status": "unavailable"], status: 503)
        response.headers.append(("Retry-After", "1"))
        return response
    }
}
