/// A row of a table of routes.
protocol RoutableEntry: Sendable {
    var method: String { get }
    /// The values of the path's parameters, or `nil` when the path is not of this kind.
    func match(_ segments: [PathSegment]) -> [String: PathSegment]?
}

/// Finds the route of a request in a table.
struct Router<Route: RoutableEntry>: Sendable {
    let routes: [Route]
    /// Verbs that are answered by another verb's route.
    var aliases: [String: String] = [:]

    /// A route with the values of its path's parameters.
    struct Match: Sendable {
        let route: Route
        let parameters: [String: PathSegment]
    }

    /// The route for a verb and a path.
    ///
    /// - Throws: `notFound` when no route has such a path, `methodNotAllowed` when only other verbs have.
    func match(_ method: String, _ segments: [PathSegment]) throws(Failure) -> Match {
        let matches = routes.compactMap { route in
            route.match(segments).map { Match(route: route, parameters: $0) }
        }
        guard !matches.isEmpty else { throw .notFound }
        let candidates = matches.filter { $0.route.method == aliases[method] ?? method }
        // What is spelt out goes before what stands for anything.
        if let match = candidates.min(by: { $0.parameters.count < $1.parameters.count }) { return match }
        throw Failure(.methodNotAllowed(allowed: allowed(matches.map(\.route.method))), "Method not allowed")
    }

    /// The verbs of routes, each followed by those that it answers too.
    private func allowed(_ methods: [String]) -> [String] {
        methods.flatMap { method in
            [method] + aliases.filter { $0.value == method }.map(\.key).sorted()
        }
    }
}
