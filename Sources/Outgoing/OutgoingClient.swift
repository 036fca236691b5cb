/// Sends requests to other people's servers, one at a time on the calling thread.
///
/// Made for addresses that users give: only ``AddressPolicy`` decides which are connected to, and it is asked about the
/// very address that a socket is opened to, so a name that resolves differently from one moment to the next gains nothing.
/// No redirect is followed, no proxy of the environment used, no cookie kept; certificates are verified against the
/// system's authorities. Each request has a connection of its own.
public struct OutgoingClient: Sendable {
    /// Which addresses it connects to.
    public let policy: AddressPolicy
    let connectTimeout: Duration
    let timeout: Duration
    let responseLimit: Int
    /// A PEM file of authorities in place of the system's.
    var authorities: String?

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - connectTimeout: how long finding, reaching and securing the connection may take.
    ///   - timeout: how long all of it may take.
    ///   - responseLimit: the most bytes of a response's body.
    public init(
        policy: AddressPolicy, connectTimeout: Duration = .seconds(5), timeout: Duration = .seconds(10),
        responseLimit: Int = 1 << 20
    ) {
        self.policy = policy
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.responseLimit = responseLimit
    }

    /// Sends a request and waits for the whole response.
    public func send(_ request: OutgoingRequest) throws(OutgoingError) -> OutgoingResponse {
        guard policy.permits(request.url) else { throw .refusedAddress }
        let transfer = try Transfer()
        return try transfer.run(request, for: self)
    }
}
