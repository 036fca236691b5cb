import Crypto
import JWTKit

/// Signs login tokens, and checks them, with one key under the one algorithm that the key is for: no token can choose
/// another (RFC 8725 section 3.1).
public struct TokenSigner: Sendable, Redacted {
    private let key: Key

    private enum Key {
        /// HMAC is done without JWTKit, which prepares the key for every token anew (measured: 56,000 instructions).
        case hs256(KeyedDigest)
        case rs256(any JWTAlgorithm)
    }

    /// HMAC with SHA-256 (RFC 7518 section 3.2).
    ///
    /// - Parameter secret: at least 32 bytes.
    /// - Throws: ``TokenSignerError/weakKey``.
    public static func hs256(secret: [UInt8]) throws -> TokenSigner {
        guard secret.count >= 32 else { throw TokenSignerError.weakKey }
        return TokenSigner(key: .hs256(KeyedDigest(SymmetricKey(data: secret))))
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3); reading the key takes about as long as signing with it.
    ///
    /// - Throws: what JWTKit throws for a text that is no key, or a key of less than 2,048 bits.
    public static func rs256(privatePEM: Secret) throws -> TokenSigner {
        let key = try Insecure.RSA.PrivateKey(pem: privatePEM.reveal())
        return try rs256 { await $0.add(rsa: key, digestAlgorithm: .sha256) }
    }

    /// The same for somebody who only checks.
    public static func rs256(publicPEM: String) throws -> TokenSigner {
        let key = try Insecure.RSA.PublicKey(pem: publicPEM)
        return try rs256 { await $0.add(rsa: key, digestAlgorithm: .sha256) }
    }

    private init(key: Key) {
        self.key = key
    }

    // JWTKit hands its algorithms out through an actor only; what it hands out is synchronous.
    private static func rs256(
        _ add: @escaping @Sendable (JWTKeyCollection) async -> some Sendable
    ) throws -> TokenSigner {
        let key = try CallersThread.run { () async throws -> any JWTAlgorithm in
            let keys = JWTKeyCollection()
            _ = await add(keys)
            return try await keys.getKey()
        }
        guard let key else { throw TokenSignerError.notReady }
        return TokenSigner(key: .rs256(key))
    }

    /// The token of a header and claims, which are JSON in UTF-8, in compact serialization (RFC 7515 section 3.1).
    public func sign(header: TokenHeader, claims: [UInt8]) throws -> Secret {
        var token: [UInt8] = []
        // Four for three, and room for the signature of an RSA key of 4,096 bits.
        token.reserveCapacity(header.beginning.count + claims.count / 3 * 4 + 700)
        token += header.beginning
        Base64URL.append(claims, to: &token)
        let signature = try signature(of: token)
        token.append(UInt8(ascii: "."))
        Base64URL.append(signature, to: &token)
        return Secret(utf8: token)
    }

    /// Whether this key made the token's signature. What the token's header says is not asked.
    public func signed(_ token: CompactToken) throws -> Bool {
        switch key {
        case .hs256(let code): code.isCode(token.signature, of: token.signingInput)
        case .rs256(let key): try key.verify(token.signature, signs: token.signingInput)
        }
    }

    private func signature(of input: [UInt8]) throws -> [UInt8] {
        switch key {
        case .hs256(let code): code(input)
        case .rs256(let key): try key.sign(input)
        }
    }
}

/// The header of tokens, encoded once for all that have the same.
public struct TokenHeader: Sendable {
    fileprivate let beginning: [UInt8]

    /// - Parameter json: the header as JSON in UTF-8 (RFC 7515 section 4).
    public init(json: [UInt8]) {
        var text: [UInt8] = []
        Base64URL.append(json, to: &text)
        beginning = text + [UInt8(ascii: ".")]
    }
}

/// Why there is no signer.
public enum TokenSignerError: Error, Equatable {
    /// The key is shorter than its algorithm demands.
    case weakKey
    /// JWTKit's work left the caller's thread.
    case notReady
}
