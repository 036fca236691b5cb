public import Secrets

/// What the other server answered; it may hold secrets.
public struct OutgoingResponse: Sendable, Redacted {
    /// The HTTP status, of a redirection too: none is followed.
    public let status: Int
    /// The body, as it came.
    public let body: [UInt8]
}
