import Crypto
import FoundationEssentials

/// AES-256-GCM (NIST SP 800-38D) in the form that is stored: nonce (12 bytes), ciphertext, tag (16 bytes).
///
/// Nonces are random; SP 800-38D allows 2³² of them under one key, which is more than one realm's data key ever seals.
enum Cipher {
    static let nonceLength = 12
    static let overhead = nonceLength + 16

    static func seal(
        _ plaintext: some DataProtocol, under key: SymmetricKey, nonce: AES.GCM.Nonce = .init(),
        authenticating data: [UInt8]
    ) throws(SealError) -> [UInt8] {
        guard let box = try? AES.GCM.seal(plaintext, using: key, nonce: nonce, authenticating: data),
            let combined = box.combined
        else { throw .cipherFailed }
        return Array(combined)
    }

    /// Returns memory that the caller may wipe.
    static func open(
        _ sealed: ArraySlice<UInt8>, under key: SymmetricKey, authenticating data: [UInt8]
    ) throws(SealError) -> Data {
        guard sealed.count >= overhead, let box = try? AES.GCM.SealedBox(combined: sealed) else { throw .malformed }
        guard let plaintext = try? AES.GCM.open(box, using: key, authenticating: data) else { throw .notAuthentic }
        return plaintext
    }
}
