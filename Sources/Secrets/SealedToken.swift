/// A sealed value as a text for URLs, behind the number of the scope whose data key opens it.
///
/// Format: base64url without padding (RFC 4648 section 5) of the scope (16 bytes) and the sealed value.
public struct SealedToken: Sendable, Equatable {
    /// The realm that it says it was sealed in; whether that is true shows when it is opened.
    public let scope: UInt128
    /// The value.
    public let value: SealedValue

    private static let scopeLength = 16

    /// Puts a value behind its scope.
    public init(scope: UInt128, value: SealedValue) {
        self.scope = scope
        self.value = value
    }

    /// Takes a text apart; nil when it is none of this kind. Nothing of it has been authenticated yet.
    public init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count > Self.scopeLength else { return nil }
        scope = UInt128(bigEndianBytes: bytes.prefix(Self.scopeLength))
        value = SealedValue(bytes: Array(bytes.dropFirst(Self.scopeLength)))
        guard value.keyID != nil else { return nil }
    }

    /// The text.
    public var text: String { Base64URL.encode(bytes) }

    /// What the token is known by where only its use is remembered: SHA-256 of its bytes, 32 bytes.
    public var digest: [UInt8] { Digest.sha256(bytes) }

    private var bytes: [UInt8] { scope.bigEndianBytes + value.bytes }
}
