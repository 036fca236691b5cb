/// The rules for the values that a source wants beyond user name and password (deck-v2.md section 2.2).
public enum SourceFields {
    /// The most entries of one credential.
    public static let maximumCount = 10
    /// The longest value in bytes of UTF-8.
    public static let maximumBytes = 1024
    private static let reserved: Set = ["username", "password", "key"]

    /// Whether a key may be used: a lower-case letter, then up to 63 of `a-z0-9_`, and no name of the method's own.
    public static func isKey(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, isLetter(first), bytes.count <= 64, !reserved.contains(text) else {
            return false
        }
        return bytes.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
