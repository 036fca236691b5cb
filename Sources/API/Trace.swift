import Logging

/// What is kept of a request for its line in the log.
struct Trace {
    /// The request's name as callers see it.
    let requestID: String
    /// Whose conventions hold.
    let family: Family
    /// The path with its parameters' names, once the route is known.
    var template: String?
    /// The id of the key that was presented.
    var caller: String?

    private let method: String
    private let start: ContinuousClock.Instant
    private var cause: (any Error)?
    private var isDefect = false
    /// Whether it is of no interest when all went well.
    var isRoutine = false

    init(_ request: Request, _ family: Family) {
        self.family = family
        start = request.arrival
        requestID = RequestID(nginxHex: request.seed).text(in: family)
        method =
            switch request.method {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS": request.method
            default: "other"
            }
    }

    /// Remembers what the caller is not told.
    mutating func note(_ failure: Failure) {
        cause = failure.cause
        isDefect = failure.code == .internalError
    }

    /// Writes the request's line.
    func log(_ status: Int, to log: some RequestLog) {
        let level: Logger.Level = isDefect ? .error : cause != nil ? .warning : isRoutine ? .debug : .info
        guard log.wants(level) else { return }
        log.write(
            RequestEntry(
                level: level, method: method, route: template ?? "none", status: status,
                duration: Double((ContinuousClock.now - start) / .microseconds(1)) / 1000, requestID: requestID,
                caller: caller, cause: cause.map { String(reflecting: $0) }))
    }
}
