import Crypto

/// HMAC-SHA-256 (RFC 2104) under one key, made ready once: reading the key takes most of the time of a short message.
struct KeyedDigest: Sendable, Redacted {
    private let prepared: HMAC<SHA256>

    init(_ key: SymmetricKey) {
        prepared = HMAC(key: key)
    }

    /// The code of a message, 32 bytes.
    func callAsFunction(_ message: [UInt8]) -> [UInt8] {
        var code = prepared
        code.update(data: message)
        return code.finalize().copy
    }

    /// Whether a message has that code, in a time that does not depend on either but for their lengths.
    func isCode(_ code: [UInt8], of message: [UInt8]) -> Bool {
        Digest.constantTimeEqual(code, self(message))
    }
}
