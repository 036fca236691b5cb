import Crypto

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
public struct RunningDigest {
    private var hash = SHA256()

    /// The digest of nothing.
    public init() {}

    /// Adds bytes to those digested.
    public mutating func add(_ bytes: [UInt8]) {
        hash.update(data: bytes)
    }

    /// The digest of all bytes added so far, 32 bytes.
    public var value: [UInt8] { Array(hash.finalize()) }
}
