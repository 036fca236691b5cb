public import Secrets

/// A worker's hold on a task run: whoever presents its token is that worker (deck-v2.md section 9).
public struct RunLease: Sendable, Equatable {
    /// How long a lease may last, in seconds (section 13, decision 7).
    public static let lengths = 30...900
    /// How often the secret may be read under one lease.
    public static let maximumReleases = 3

    /// SHA-256 of the token, which suffices for 256 random bits.
    public let digest: [UInt8]
    /// The worker's key.
    public let key: VaultKeyID
    /// How long it lasts after each sign of life, in seconds.
    public let seconds: Int
    /// When it ends.
    public var expiresAt: Timestamp
    /// How often the secret has been read.
    public var releases = 0

    /// Describes a lease.
    public init(digest: [UInt8], key: VaultKeyID, seconds: Int, expiresAt: Timestamp) {
        self.digest = digest
        self.key = key
        self.seconds = seconds
        self.expiresAt = expiresAt
    }

    /// Makes a token: `lease_` and 43 random base62 characters.
    public static func newToken() -> Secret {
        Secret("lease_" + RandomToken.base62(43))
    }

    /// What the database keeps of a token.
    public static func digest(of token: Secret) -> [UInt8] {
        Digest.sha256(token.bytes)
    }
}
