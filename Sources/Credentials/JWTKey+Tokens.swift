public import JSON
public import Secrets

extension JWTKey {
    private static let signers = TokenSigners<ReadySigner>(capacity: 256)

    /// A signer with the header of its tokens.
    private struct ReadySigner {
        let signer: TokenSigner
        let header: TokenHeader
    }

    /// A token with those claims, signed with this key.
    ///
    /// - Throws: what the system's cryptography throws, also for a key that is none.
    public func sign(_ claims: JSONObject) throws -> Secret {
        let ready = try ready
        return try ready.signer.sign(header: ready.header, claims: JSON.object(claims).encoded())
    }

    /// Whether this key signed the token.
    public func signed(_ token: CompactToken) throws -> Bool {
        try ready.signer.signed(token)
    }

    private var ready: ReadySigner {
        get throws {
            try Self.signers.signer(for: id.number) {
                switch algorithm {
                case .hs256: ReadySigner(signer: try .hs256(secret: signing.bytes), header: header)
                case .rs256: ReadySigner(signer: try .rs256(privatePEM: signing), header: header)
                }
            }
        }
    }

    private var header: TokenHeader {
        let header: JSONObject = [
            "alg": .text(algorithm.headerName), "typ": "JWT", "kid": .text(id.description),
        ]
        return TokenHeader(json: JSON.object(header).encoded())
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
