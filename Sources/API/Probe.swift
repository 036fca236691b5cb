import JSON
import Store

/// The questions of supervisors and load balancers, which need no key.
enum Probe {
    /// Does the process serve?
    case health
    /// Is the database reachable, and its schema the one that this executable needs?
    case readiness

    init?(_ method: String, _ segments: [PathSegment]) {
        guard method == "GET" || method == "HEAD", segments.count == 1 else { return nil }
        switch segments[0].raw {
        case "healthz": self = .health
        case "readyz": self = .readiness
        default: return nil
        }
    }

    var template: String {
        switch self {
        case .health: "/healthz"
        case .readiness: "/readyz"
        }
    }

    func answer(_ store: inout Store, _ trace: inout Trace) -> Response {
        switch self {
        case .health: return .json(["status": "ok"])
        case .readiness:
            do {
                if try store.isSchemaCurrent() { return .json(["status": "ready"]) }
            } catch {
                trace.note(Failure(cause: error))
            }
            return Self.unavailable
        }
    }

    private static var unavailable: Response {
        var response = Response.json(["status": "unavailable"], status: 503)
        response.headers.append(("Retry-After", "1"))
        return response
    }
}
