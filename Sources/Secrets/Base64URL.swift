import FoundationEssentials

/// Base64 with the alphabet that is safe in URLs, without padding (RFC 4648 section 5, RFC 7515 section 2).
enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [.base64URLAlphabet, .omitPaddingCharacter])
    }

    /// - Returns: `nil` for padding, foreign characters and a length that cannot be.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard !text.utf8.contains(where: { Array("+/=".utf8).contains($0) }) else { return nil }
        let alphabet = text.map { ["-": "+", "_": "/"][$0] ?? $0 }
        let padding = String(repeating: "=", count: (4 - alphabet.count % 4) % 4)
        return Data(base64Encoded: String(alphabet) + padding).map(Array.init)
    }
}
