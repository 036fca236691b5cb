public import Secrets

/// A request to somebody else's server; it may hold secrets anywhere.
public struct OutgoingRequest: Sendable, Redacted {
    /// The verbs in use.
    public enum Method: Sendable {
        case get
        /// With a body, which may be empty.
        case post([UInt8])
    }

    /// What becomes of a response's body that is longer than allowed.
    public enum Excess: Sendable {
        /// Nothing is returned but ``OutgoingError/tooLarge``.
        case fails
        /// It is cut off, and so is the connection: for requests whose status tells all.
        case isCut
    }

    /// What to do, and with which body.
    public var method: Method
    /// Where to. A user and password in it are sent as Basic authentication (RFC 7617).
    public var url: OutgoingURL
    /// Headers beside those that follow from the rest, in this order.
    public var headers: [(name: String, value: String)]
    /// What to do about too long a body.
    public var excess: Excess

    /// Describes a request.
    public init(
        _ method: Method, _ url: OutgoingURL, headers: [(name: String, value: String)] = [], excess: Excess = .fails
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.excess = excess
    }
}
