import Credentials
import Store

/// What a route's handler begins with, on the thread that has the request.
typealias Handler = @Sendable (Call, inout Store) throws -> Step

/// One verb on one kind of path of `/v1`.
struct Route: RoutableEntry {
    let method: String
    let path: PathPattern
    /// What the route does, and so the permission that it needs.
    let operation: any Operation.Type
    let handler: Handler
    /// Whether it hashes a password whatever it is given, so that it is of no use to begin before there is room for that.
    let hashes: Bool

    /// The path with `:name` for what varies; safe to log.
    var template: String { path.template }

    /// - Parameter handler: asks what it has to know of the database one after the other, and waits for the answers.
    init(
        _ method: String, _ template: String, _ operation: any Operation.Type, hashes: Bool = false,
        _ handler: @escaping @Sendable (Call, inout Store) throws -> Response
    ) {
        self.init(
            method, template, operation, hashes: hashes,
            inSteps: { call, store in
                store.willWait()
                return .done(try handler(call, &store))
            })
    }

    /// - Parameter handler: comes to an answer in steps, so that much is done of what comes often.
    init(
        _ method: String, _ template: String, _ operation: any Operation.Type, hashes: Bool = false,
        inSteps handler: @escaping Handler
    ) {
        self.method = method
        path = PathPattern(template)
        self.operation = operation
        self.hashes = hashes
        self.handler = handler
    }
}
