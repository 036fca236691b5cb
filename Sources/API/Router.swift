/// Finds the route of a request in a table.
struct Router: Sendable {
    let routes: [Route]

    /// A route with the values of its path's parameters.
    struct Match: Sendable {
        let route: Route
        let parameters: [String: PathSegment]
    }

    /// The route for a verb and a path; HEAD is answered by GET's, PATCH by PUT's (authrocket-v1.md section 5.2).
    ///
    /// - Throws: `notFound` when no route has such a path, `methodNotAllowed` when only other verbs have.
    func match(_ method: String, _ segments: [PathSegment]) throws(Failure) -> Match {
        let matches = routes.compactMap { route in
            route.match(segments).map { Match(route: route, parameters: $0) }
        }
        guard !matches.isEmpty else { throw .notFound }
        let candidates = matches.filter { $0.route.method == Self.canonical(method) }
        // What is spelt out goes before what stands for anything.
        if let match = candidates.min(by: { $0.parameters.count < $1.parameters.count }) { return match }
        throw Failure(.methodNotAllowed(allowed: Self.allowed(matches.map(\.route.method))), "Method not allowed")
    }

    private static func canonical(_ method: String) -> String {
        switch method {
        case "HEAD": "GET"
        case "PATCH": "PUT"
        default: method
        }
    }

    private static func allowed(_ methods: [String]) -> [String] {
        methods.flatMap { method in
            switch method {
            case "GET": ["GET", "HEAD"]
            case "PUT": ["PUT", "PATCH"]
            default: [method]
            }
        }
    }
}
