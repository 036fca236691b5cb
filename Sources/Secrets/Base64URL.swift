import FoundationEssentials

/// Base64 with the alphabet that is safe in URLs, without padding (RFC 4648 section 5, RFC 7515 section 2).
enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: options)
    }

    /// Appends the same in ASCII.
    static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        text.append(contentsOf: Data(bytes).base64EncodedData(options: options))
    }

    private static let options: Data.Base64EncodingOptions = [.base64URLAlphabet, .omitPaddingCharacter]

    /// - Returns: `nil` for anything but what the bytes are written as, so that a token has one spelling.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let alphabet = text.map { ["-": "+", "_": "/"][$0] ?? $0 }
        let padding = String(repeating: "=", count: (4 - alphabet.count % 4) % 4)
        guard let data = Data(base64Encoded: String(alphabet) + padding) else { return nil }
        let bytes = Array(data)
        return encode(bytes).utf8.elementsEqual(text.utf8) ? bytes : nil
    }
}
