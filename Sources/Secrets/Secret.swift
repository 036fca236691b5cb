/// A text that must not be printed: a password, an API key, a token.
///
/// The text is an ordinary `String` inside, so its memory is freed but not wiped.
public struct Secret: Sendable, Equatable, Redacted {
    private let text: String

    /// Takes any text, also an empty one.
    public init(_ text: String) {
        self.text = text
    }

    /// The text in UTF-8.
    public var bytes: [UInt8] { Array(text.utf8) }

    /// The text itself; each call is a place where a secret leaves its wrapping, so it is easy to search for.
    public func reveal() -> String { text }

    /// Compares the UTF-8 bytes in constant time; only a difference in length is found early.
    ///
    /// Unlike `String`, it does not take differently composed forms of a character for equal.
    public static func == (left: Secret, right: Secret) -> Bool {
        Digest.constantTimeEqual(left.bytes, right.bytes)
    }
}
