/// One HTTP request, as nginx handed it over.
public struct Request: Sendable {
    /// What arrived as the body.
    public enum Body: Sendable, Equatable {
        case whole([UInt8])
        /// More than the service takes; it was not kept.
        case tooLarge
        /// It broke off.
        case incomplete
    }

    /// The verb, in upper case.
    public let method: String
    /// The raw request target: path and query, still percent-encoded.
    public let target: String
    /// The headers.
    public let headers: Headers
    /// The body.
    public let body: Body
    /// The 32 hexadecimal digits that nginx drew for this request.
    public let seed: String?
    /// Whether it crossed a network without TLS.
    public let isInClear: Bool
    /// When it came; it stays the same while the request waits.
    public let arrival: ContinuousClock.Instant

    /// Whether its body has more than 4 KiB: reading it takes time, and what was read takes memory.
    public var isLong: Bool {
        if case .whole(let bytes) = body { bytes.count > 4 << 10 } else { false }
    }

    /// Describes a request.
    public init(
        method: String, target: String, headers: Headers, body: Body, seed: String?,
        isInClear: Bool = false, arrival: ContinuousClock.Instant = .now
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.seed = seed
        self.isInClear = isInClear
        self.arrival = arrival
    }
}
