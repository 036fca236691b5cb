import Crypto
import CryptoExtras

/// An RSA key for RS256 (RFC 7518 section 3.3).
public struct RSAKeyPair: Sendable {
    /// PKCS #1 or #8 in PEM.
    public let privatePEM: Secret
    /// SubjectPublicKeyInfo in PEM, `-----BEGIN PUBLIC KEY-----`.
    public let publicPEM: String

    /// Makes a key of 2,048 bits, which takes some tenths of a second.
    ///
    /// - Throws: what BoringSSL throws when it has no memory or randomness.
    public static func generate() throws -> RSAKeyPair {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        return RSAKeyPair(privatePEM: Secret(key.pemRepresentation), publicPEM: key.publicKey.pemRepresentation)
    }
}
