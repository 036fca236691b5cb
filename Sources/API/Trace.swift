import Logging

/// What the log tells of a request: nothing that a caller sent but the verb.
struct Trace {
    private let id: RequestID
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

    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    /// The request's name as callers see it.
    var requestID: String { id.text(in: family) }

    init(_ request: Request, _ family: Family) {
        self.family = family
        start = request.arrival
        id = RequestID(nginxHex: request.seed)
        method = Self.methods.contains(request.method) ? request.method : "other"
    }

    /// Remembers what the caller is not told.
    mutating func note(_ failure: Failure) {
        cause = failure.cause
        isDefect = failure.code == .internalError
    }

    /// Writes the request's line.
    func log(_ status: Int, to logger: Logger) {
        let level: Logger.Level = isDefect ? .error : cause != nil ? .warning : isRoutine ? .debug : .info
        guard level >= logger.logLevel else { return }
        let milliseconds = Double((ContinuousClock.now - start) / .microseconds(1)) / 1000
        var metadata: Logger.Metadata = [
            "method": "\(method)", "route": "\(template ?? "none")", "status": "\(status)",
            "duration_ms": "\(milliseconds)", "request_id": "\(requestID)",
        ]
        metadata["caller"] = caller.map { "\($0)" }
        metadata["cause"] = cause.map { "\(String(reflecting: $0))" }
        logger.log(level: level, "request", metadata: metadata)
    }
}
