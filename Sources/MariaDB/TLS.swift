/// How the connection to the database is encrypted.
public struct TLS: Sendable {
    /// A PEM file with the certificates of the authorities to trust; nil for the system's.
    public var authorities: String?
    /// Whether the server's certificate must be valid and carry the host's name.
    public var verifiesServer: Bool

    /// - Parameters:
    ///   - authorities: Path of a PEM file; nil for the system's authorities.
    ///   - verifiesServer: False only for tests: an unverified server may be anyone.
    public init(authorities: String? = nil, verifiesServer: Bool = true) {
        self.authorities = authorities
        self.verifiesServer = verifiesServer
    }
}
