import Credentials
import Store

/// What a route's handler does; it runs on the thread that owns the store.
typealias Handler = @Sendable (Call, inout Store) throws -> Response

/// One verb on one kind of path.
struct Route: Sendable {
    let method: String
    /// The path with `:name` for what varies; safe to log.
    let template: String
    /// What the route does, and so the permission that it needs.
    let operation: any Operation.Type
    let handler: Handler

    let pattern: [Pattern]

    /// A part of a path between slashes.
    enum Pattern: Sendable, Equatable {
        case literal(String)
        case parameter(String)
    }

    init(_ method: String, _ template: String, _ operation: any Operation.Type, _ handler: @escaping Handler) {
        self.method = method
        self.template = template
        self.operation = operation
        self.handler = handler
        pattern = template.split(separator: "/").map { part in
            part.hasPrefix(":") ? .parameter(String(part.dropFirst())) : .literal(String(part))
        }
    }

    /// The values of the path's parameters, or `nil` when the path is not of this kind.
    func match(_ segments: [PathSegment]) -> [String: PathSegment]? {
        guard segments.count == pattern.count else { return nil }
        var parameters: [String: PathSegment] = [:]
        for (part, segment) in zip(pattern, segments) {
            switch part {
            case .literal(let text): guard segment.raw == text else { return nil }
            case .parameter(let name): parameters[name] = segment
            }
        }
        return parameters
    }
}
