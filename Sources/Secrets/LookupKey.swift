import Crypto

/// Turns secrets into digests by which their rows are found.
///
/// HMAC-SHA-256 (RFC 2104) under a key derived from a data key: whoever has the database alone can neither compute nor
/// test a digest.
public struct LookupKey: Sendable, Redacted {
    /// Counts rotations; stored beside each digest.
    public let version: Int
    private let key: SymmetricKey

    /// Derives the key for lookups from a data key that is kept for them.
    public init(version: Int, key: DataKey) {
        self.version = version
        self.key = DataKey.derive(from: key.material, purpose: "credence lookup key")
    }

    /// The digest of a secret within a realm or organization, 32 bytes.
    public func digest(_ secret: Secret, scope: UInt128) -> [UInt8] {
        let message = lengthPrefixed([Array("credence lookup".utf8), scope.bigEndianBytes, secret.bytes])
        return Self.authenticationCode(of: message, under: key)
    }

    static func authenticationCode(of message: [UInt8], under key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }
}
