/// One request as the web server handed it over.
public struct Request: Sendable {
    /// The CGI parameters.
    public let parameters: Parameters

    /// The request body.
    public let body: Body

    /// When all of it had come; it stays the same while the request waits.
    public let arrival: ContinuousClock.Instant

    /// What became of reading the request body.
    public enum Body: Sendable, Equatable {
        /// All of it; empty when there was none.
        case whole([UInt8])
        /// It is longer than `Configuration.maximumBody` and was thrown away.
        case tooLarge
        /// The peer stopped, or the request's deadline passed, before all of it had come.
        case incomplete
    }

    /// Creates a request, for handlers under test.
    public init(parameters: Parameters, body: Body = .whole([])) {
        self.parameters = parameters
        self.body = body
        arrival = .now
    }
}
