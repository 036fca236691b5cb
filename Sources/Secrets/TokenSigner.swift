import JWTKit

/// Signs login tokens, and checks them, with one key under the one algorithm that the key is for: no token can choose
/// another (RFC 8725 section 3.1).
public struct TokenSigner: Sendable, Redacted {
    private let key: any JWTAlgorithm

    /// HMAC with SHA-256 (RFC 7518 section 3.2).
    ///
    /// - Parameter secret: at least 32 bytes.
    /// - Throws: ``TokenSignerError/weakKey``.
    public static func hs256(secret: [UInt8]) throws -> TokenSigner {
        guard secret.count >= 32 else { throw TokenSignerError.weakKey }
        return try TokenSigner { await $0.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256) }
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3); reading the key takes about as long as signing with it.
    ///
    /// - Throws: what JWTKit throws for a text that is no key, or a key of less than 2,048 bits.
    public static func rs256(privatePEM: Secret) throws -> TokenSigner {
        let key = try Insecure.RSA.PrivateKey(pem: privatePEM.reveal())
        return try TokenSigner { await $0.add(rsa: key, digestAlgorithm: .sha256) }
    }

    /// The same for somebody who only checks.
    public static func rs256(publicPEM: String) throws -> TokenSigner {
        let key = try Insecure.RSA.PublicKey(pem: publicPEM)
        return try TokenSigner { await $0.add(rsa: key, digestAlgorithm: .sha256) }
    }

    // JWTKit hands its algorithms out through an actor only; what it hands out is synchronous.
    private init(_ add: @escaping @Sendable (JWTKeyCollection) async -> some Sendable) throws {
        let key = try CallersThread.run { () async throws -> any JWTAlgorithm in
            let keys = JWTKeyCollection()
            _ = await add(keys)
            return try await keys.getKey()
        }
        guard let key else { throw TokenSignerError.notReady }
        self.key = key
    }

    /// The token of a header and claims, both JSON in UTF-8, in compact serialization (RFC 7515 section 3.1).
    public func sign(header: [UInt8], claims: [UInt8]) throws -> Secret {
        let input = Base64URL.encode(header) + "." + Base64URL.encode(claims)
        return Secret(input + "." + Base64URL.encode(try key.sign(Array(input.utf8))))
    }

    /// Whether this key made the token's signature. What the token's header says is not asked.
    public func signed(_ token: CompactToken) throws -> Bool {
        try key.verify(token.signature, signs: token.signingInput)
    }
}

/// Why there is no signer.
public enum TokenSignerError: Error, Equatable {
    /// The key is shorter than its algorithm demands.
    case weakKey
    /// JWTKit's work left the caller's thread.
    case notReady
}
