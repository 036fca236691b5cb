import Credentials
import Logging

/// What the log tells of a request: nothing that a caller sent but the verb.
struct Trace {
    let id: RequestID
    /// The path with its parameters' names, once the route is known.
    var template: String?
    var caller: AccessKeyID?

    private let method: String
    private let start = ContinuousClock.now
    private var cause: (any Error)?
    private var isDefect = false

    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    init(_ request: Request) {
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
        let milliseconds = Double((ContinuousClock.now - start) / .microseconds(1)) / 1000
        var metadata: Logger.Metadata = [
            "method": "\(method)", "route": "\(template ?? "none")", "status": "\(status)",
            "duration_ms": "\(milliseconds)", "request_id": "\(id)",
        ]
        metadata["caller"] = caller.map { "\($0)" }
        metadata["cause"] = cause.map { "\(String(reflecting: $0))" }
        logger.log(level: isDefect ? .error : cause == nil ? .info : .warning, "request", metadata: metadata)
    }
}
