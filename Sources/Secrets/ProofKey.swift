/// A proof key for the exchange of one code (PKCE, RFC 7636): whoever intercepts the code cannot use it.
public struct ProofKey: Sendable, Equatable {
    /// What is shown when the code is exchanged: 43 characters of 256 random bits, as section 4.1 recommends.
    public let verifier: Secret

    /// Draws a new one.
    public init() {
        self.init(verifier: Secret(Base64URL.encode(RandomToken.bytes(32))))
    }

    /// Takes up one that was kept.
    public init(verifier: Secret) {
        self.verifier = verifier
    }

    /// What is shown when the code is asked for, by the method `S256` (section 4.2).
    public var challenge: String { Base64URL.encode(Digest.sha256(verifier.bytes)) }
}
