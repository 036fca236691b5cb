import Crypto
import Foundation

/// The public key of somebody that a message is sealed to, so that nobody on the way can read it.
///
/// Hybrid public key encryption (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
public struct RecipientKey: Sendable {
    /// RFC 9180 section 7: the identifiers of KEM, KDF and AEAD.
    public static let suite = "0x0020,0x0001,0x0003"

    private let key: Curve25519.KeyAgreement.PublicKey

    /// Reads an X25519 public key (RFC 7748 section 5): 32 bytes in base64; nil when it is none, or one of low order, with which
    /// everybody would agree on the same secret (section 6.1).
    public init?(base64: String) {
        guard let bytes = Data(base64Encoded: base64), bytes.count == 32,
            let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes), Self.isOfFullOrder(key)
        else { return nil }
        self.key = key
    }

    // swift-crypto does not look.
    private static func isOfFullOrder(_ key: Curve25519.KeyAgreement.PublicKey) -> Bool {
        let secret = try? Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(with: key)
        return secret.map { !($0 == Data(count: 32)) } ?? false
    }

    /// Seals a message.
    ///
    /// - Parameters:
    ///   - purpose: what the message is for (`info` of RFC 9180 section 5.1).
    ///   - context: what it belongs to, which the recipient must name to open it (`aad` of section 5.2).
    /// - Returns: in base64 the encapsulated key (32 bytes) and the ciphertext (16 bytes longer than the message).
    /// - Throws: what swift-crypto throws, which is nothing for a key that was read.
    public func seal(
        _ message: [UInt8], for purpose: String, context: String
    ) throws -> (encapsulatedKey: String, ciphertext: String) {
        var sender = try HPKE.Sender(
            recipientKey: key, ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data(purpose.utf8))
        let ciphertext = try sender.seal(message, authenticating: Data(context.utf8))
        return (sender.encapsulatedKey.base64EncodedString(), ciphertext.base64EncodedString())
    }
}
