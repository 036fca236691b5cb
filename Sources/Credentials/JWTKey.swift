public import Secrets

/// A key that signs a realm's login tokens (authrocket-v1.md sections 7 and 12.3).
public struct JWTKey: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "jky_"

    /// The key's id.
    public let id: JWTKeyID
    /// What it signs with.
    public let algorithm: JWTAlgorithm
    /// The secret of HS256 (`jsk_` + 43 base62 characters, all of it the HMAC key), the PEM private key of RS256.
    public let signing: Secret
    /// The PEM public key of RS256.
    public let publicKey: String?
    /// From when on nothing that it signed is good; `nil` while it signs.
    public let expiresAt: Timestamp?

    /// Describes a key.
    public init(
        id: JWTKeyID, algorithm: JWTAlgorithm, signing: Secret, publicKey: String?, expiresAt: Timestamp? = nil
    ) {
        self.id = id
        self.algorithm = algorithm
        self.signing = signing
        self.publicKey = publicKey
        self.expiresAt = expiresAt
    }

    /// A fresh key for the algorithm; an RSA key of 2,048 bits takes some tenths of a second.
    ///
    /// - Throws: what the system's cryptography throws when it cannot make a key.
    public static func generate(_ algorithm: JWTAlgorithm) throws -> JWTKey {
        switch algorithm {
        case .hs256: JWTKey(secret: Secret("jsk_" + RandomToken.base62(43)))
        case .rs256: JWTKey(try RSAKeyPair.generate())
        }
    }

    /// A new key for HS256 with that secret.
    public init(secret: Secret) {
        self.init(id: IdentifierGenerator.shared.next(), algorithm: .hs256, signing: secret, publicKey: nil)
    }

    /// A new key for RS256.
    public init(_ pair: RSAKeyPair) {
        self.init(
            id: IdentifierGenerator.shared.next(), algorithm: .rs256, signing: pair.privatePEM,
            publicKey: pair.publicPEM)
    }
}

/// The id of a JWT key, `jky_…`.
public typealias JWTKeyID = Identifier<JWTKey>
