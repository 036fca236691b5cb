/// Why there is no response. No case holds anything that was sent, received or configured.
public enum OutgoingError: Error, Equatable {
    /// The host's addresses are not those that the policy permits; nobody was connected to.
    case refusedAddress
    /// The host's name has no address.
    case unresolvable
    /// Nobody answers at the address and port.
    case unreachable
    /// The whole of it took longer than allowed.
    case timedOut
    /// No secure connection came about: the server's certificate is not trusted, not its own, or expired.
    case tls
    /// The response is longer than allowed.
    case tooLarge
    /// A header that is to be sent holds a line break or has no name.
    case badHeader
    /// Anything else: the connection broke off, or what came is not HTTP. The number is libcurl's (libcurl-errors(3)).
    case failed(code: Int)
}
