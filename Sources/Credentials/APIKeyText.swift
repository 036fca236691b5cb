import Secrets

/// The text of API keys: how generated ones are made and recognised, and which given ones are taken.
///
/// A generated key is the realm's prefix, 43 random base62 characters (256 bits) and 6 base62 characters of the
/// CRC-32 of all before them, so that a scanner tells a real key from a look-alike without asking anybody.
public enum APIKeyText {
    private static let randomCount = 43
    private static let checksumCount = 6
    private static let longestPrefix = 32

    /// Makes a key; nil and the empty text are no prefix.
    public static func generate(prefix: String?) -> String {
        let body = (prefix ?? "") + RandomToken.base62(randomCount)
        return body + checksum(of: body.utf8)
    }

    /// Whether the text has the form of a generated key, its checksum included, under any prefix that realms allow.
    public static func isWellFormed(_ text: some StringProtocol) -> Bool {
        let body = text.utf8.dropLast(checksumCount)
        let prefix = body.dropLast(randomCount)
        return body.count - prefix.count == randomCount
            && prefix.count <= longestPrefix && prefix.allSatisfy(isPrefixByte)
            && body.dropFirst(prefix.count).allSatisfy(Base62.isDigit)
            && text.utf8.suffix(checksumCount).elementsEqual(checksum(of: body).utf8)
    }

    /// Whether an app may choose this key itself: 8 to 255 printable ASCII characters without spaces.
    public static func accepts(given text: some StringProtocol) -> Bool {
        8...255 ~= text.utf8.count && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }

    private static func checksum(of body: some Sequence<UInt8>) -> String {
        Base62.encode(UInt128(CRC32.checksum(body)), width: checksumCount)
    }

    /// Whether a realm's prefix may have it: letters, digits, `_` and `-` (section 17, decision 6).
    public static func isPrefixByte(_ byte: UInt8) -> Bool {
        Base62.isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
