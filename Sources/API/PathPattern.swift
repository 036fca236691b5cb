/// A kind of path: `/v1/users/:id`.
struct PathPattern: Sendable {
    /// The path with `:name` for what varies; safe to log.
    let template: String
    let parts: [Part]

    /// What stands between two slashes.
    enum Part: Equatable {
        case literal(String)
        case parameter(String)
    }

    init(_ template: String) {
        self.template = template
        parts = template.split(separator: "/").map { part in
            part.hasPrefix(":") ? .parameter(String(part.dropFirst())) : .literal(String(part))
        }
    }

    /// What varies, by name, in a path that is of this kind.
    func parameters(in segments: [PathSegment]) -> [String: PathSegment] {
        var parameters: [String: PathSegment] = [:]
        for (part, segment) in zip(parts, segments) {
            if case .parameter(let name) = part { parameters[name] = segment }
        }
        return parameters
    }
}
