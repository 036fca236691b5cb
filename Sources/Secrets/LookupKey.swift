import Crypto

/// Turns secrets into digests by which their rows are found.
///
/// HMAC-SHA-256 (RFC 2104) under a key derived from a data key: whoever has the database alone can neither compute nor
/// test a digest.
public struct LookupKey: Sendable, Redacted {
    /// Counts rotations; stored beside each digest.
    public let version: Int
    private let code: KeyedDigest

    /// Derives the key for lookups from a data key that is kept for them.
    public init(version: Int, key: DataKey) {
        self.version = version
        code = KeyedDigest(DataKey.derive(from: key.material, purpose: "credence lookup key"))
    }

    /// The digest of a secret within a realm or organization, 32 bytes.
    public func digest(_ secret: Secret, scope: UInt128) -> [UInt8] {
        var message = LengthPrefixed()
        message.append("credence lookup".utf8)
        message.append(scope)
        message.append(secret.bytes)
        return code(message.bytes)
    }
}
