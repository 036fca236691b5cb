public import Logging

/// Where a line goes for each request.
///
/// It is a type of its own beside `Logger`, whose metadata are a dictionary of enumerations made for each line.
public protocol RequestLog: Sendable {
    /// Whether lines of that level are wanted.
    func wants(_ level: Logger.Level) -> Bool

    /// Writes the line of a request.
    func write(_ entry: RequestEntry)
}

/// What the log tells of a request: nothing that a caller sent but the verb.
public struct RequestEntry: Sendable {
    /// `info`, `debug` for what is of no interest when all went well, `warning` and `error` for what callers are not told.
    public let level: Logger.Level
    /// The verb, or `other`.
    public let method: String
    /// The path with its parameters' names, or `none`.
    public let route: String
    /// The HTTP status of the answer.
    public let status: Int
    /// In milliseconds.
    public let duration: Double
    /// The request's name as callers see it.
    public let requestID: String
    /// The id of the key that was presented.
    public let caller: String?
    /// What callers are not told.
    public let cause: String?

    /// Describes a request.
    public init(
        level: Logger.Level, method: String, route: String, status: Int, duration: Double, requestID: String,
        caller: String?, cause: String?
    ) {
        self.level = level
        self.method = method
        self.route = route
        self.status = status
        self.duration = duration
        self.requestID = requestID
        self.caller = caller
        self.cause = cause
    }
}
