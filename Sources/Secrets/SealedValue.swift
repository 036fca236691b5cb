/// A sealed value as it is stored.
///
/// Format: version (1 byte, 1), data key id (16), nonce (12), ciphertext (as long as the plaintext), tag (16).
public struct SealedValue: Sendable, Equatable {
    static let headerLength = 17
    private static let version: UInt8 = 1

    /// All of it, as it is stored.
    public let bytes: [UInt8]

    /// Takes any bytes; whether they are a sealed value shows when they are opened.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The data key that sealed it; nil when these bytes are no sealed value.
    public var keyID: UInt128? {
        guard bytes.count >= Self.headerLength + Cipher.overhead, bytes.first == Self.version else { return nil }
        return UInt128(bigEndianBytes: header.dropFirst())
    }

    var header: ArraySlice<UInt8> { bytes.prefix(Self.headerLength) }
    var box: ArraySlice<UInt8> { bytes.dropFirst(Self.headerLength) }

    static func header(keyID: UInt128) -> [UInt8] { [version] + keyID.bigEndianBytes }
}
