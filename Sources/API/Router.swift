/// A row of a table of routes.
protocol RoutableEntry: Sendable {
    var method: String { get }
    var path: PathPattern { get }
}

/// Finds the route of a request in a table.
struct Router<Route: RoutableEntry>: Sendable {
    let routes: [Route]
    /// Verbs that are answered by another verb's route.
    private let aliases: [String: String]
    private let paths: PathTree

    /// A route with the values of its path's parameters.
    struct Match: Sendable {
        let route: Route
        let parameters: [String: PathSegment]
    }

    init(routes: [Route], aliases: [String: String] = [:]) {
        self.routes = routes
        self.aliases = aliases
        paths = PathTree(routes.map(\.path))
    }

    /// The route for a verb and a path.
    ///
    /// - Throws: `notFound` when no route has such a path, `methodNotAllowed` when only other verbs have.
    func match(_ method: String, _ segments: [PathSegment]) throws(Failure) -> Match {
        let matches = paths.matches(segments)
        guard !matches.isEmpty else { throw .notFound }
        let method = aliases[method] ?? method
        guard let index = matches.first(where: { routes[$0].method == method }) else {
            throw Failure(.methodNotAllowed(allowed: allowed(matches.map { routes[$0].method })), "Method not allowed")
        }
        return Match(route: routes[index], parameters: routes[index].path.parameters(in: segments))
    }

    /// The verbs of routes, each followed by those that it answers too.
    private func allowed(_ methods: [String]) -> [String] {
        methods.flatMap { method in
            [method] + aliases.filter { $0.value == method }.map(\.key).sorted()
        }
    }
}
