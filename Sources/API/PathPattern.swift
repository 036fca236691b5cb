/// A kind of path: `/v1/users/:id`.
struct PathPattern: Sendable {
    /// The path with `:name` for what varies; safe to log.
    let template: String
    private let parts: [Part]

    /// What stands between two slashes.
    private enum Part: Equatable {
        case literal(String)
        case parameter(String)
    }

    init(_ template: String) {
        self.template = template
        parts = template.split(separator: "/").map { part in
            part.hasPrefix(":") ? .parameter(String(part.dropFirst())) : .literal(String(part))
        }
    }

    /// The values of the path's parameters, or `nil` when the path is not of this kind.
    func match(_ segments: [PathSegment]) -> [String: PathSegment]? {
        guard segments.count == parts.count else { return nil }
        var parameters: [String: PathSegment] = [:]
        for (part, segment) in zip(parts, segments) {
            switch part {
            case .literal(let text): guard segment.raw == text else { return nil }
            case .parameter(let name): parameters[name] = segment
            }
        }
        return parameters
    }
}
