/// Why a request is not answered as the caller hoped: what they are told, and apart from it what the log is told.
struct Failure: Error {
    /// The kinds of failures; each API family gives them its own statuses and envelopes.
    enum Code: Sendable, Equatable {
        case malformed
        case accessDenied
        /// A user may not log in, or is not who they say.
        case authenticationFailed
        case notFound
        case methodNotAllowed(allowed: [String])
        case notAcceptable
        case conflict
        case tooLarge
        case unsupportedMediaType
        case invalid
        case rateLimited
        case internalError
        case unavailable
    }

    /// What is wrong with one attribute.
    struct Problem: Sendable, Equatable {
        let field: String
        let message: String
        /// What `/v2` calls it; `nil` where the failure's own kind says it.
        var kind: DeckKind?
    }

    let code: Code
    /// A sentence for the caller.
    let message: String
    /// What is wrong with which attribute, the most important first.
    var problems: [Problem] = []
    /// What `/v2` calls it, where its code alone does not tell.
    var kind: DeckKind?
    /// The whole seconds after which it is worth trying again.
    var retryAfter: Int?
    /// Where the user can begin a social login anew (authrocket-v1.md section 8).
    var retryURL: String?
    /// What really happened; for the log alone.
    var cause: (any Error)?

    init(
        _ code: Code, _ message: String, problems: [Problem] = [], kind: DeckKind? = nil, retryAfter: Int? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.problems = problems
        self.kind = kind
        self.retryAfter = retryAfter
        self.cause = cause
    }

    static let accessDenied = Failure(.accessDenied, "Access denied")
    static let authenticationFailed = Failure(.authenticationFailed, "Authentication failed")
    static let notFound = Failure(.notFound, "Not found")

    static func malformed(_ message: String) -> Failure {
        Failure(.malformed, message)
    }

    /// An input that breaks a rule.
    static func invalid(_ field: String, _ message: String) -> Failure {
        Failure(.invalid, "Validation error", problems: [Problem(field: field, message: message)])
    }

    static func rateLimited(retryAfter: Int) -> Failure {
        Failure(.rateLimited, "Rate limited", retryAfter: retryAfter)
    }
}

/// The value, or the answer that there is no such thing.
func found<Value>(_ value: Value?) throws(Failure) -> Value {
    guard let value else { throw .notFound }
    return value
}
