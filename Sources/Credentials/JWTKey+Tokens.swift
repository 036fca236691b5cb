public import JSON
public import Secrets

extension JWTKey {
    private static let signers = TokenSigners(capacity: 256)

    /// A token with those claims, signed with this key.
    ///
    /// - Throws: what the system's cryptography throws, also for a key that is none.
    public func sign(_ claims: JSONObject) throws -> Secret {
        let header: JSONObject = [
            "alg": .text(algorithm.headerName), "typ": "JWT", "kid": .text(id.description),
        ]
        return try signer.sign(header: JSON.object(header).encoded(), claims: JSON.object(claims).encoded())
    }

    /// Whether this key signed the token.
    public func signed(_ token: CompactToken) throws -> Bool {
        try signer.signed(token)
    }

    private var signer: TokenSigner {
        get throws {
            try Self.signers.signer(for: id.number) {
                switch algorithm {
                case .hs256: try TokenSigner.hs256(secret: signing.bytes)
                case .rs256: try TokenSigner.rs256(privatePEM: signing)
                }
            }
        }
    }
}

extension JWTAlgorithm {
    /// What `alg` says in a token's header (RFC 7518 section 3.1).
    public var headerName: String {
        switch self {
        case .hs256: "HS256"
        case .rs256: "RS256"
        }
    }
}
