import FoundationEssentials

/// Base64 with padding (RFC 4648 section 4), each value in one spelling.
enum Base64 {
    /// - Returns: `nil` for anything but what the bytes are written as: Foundation takes bits without a meaning, too much
    ///   padding, and whatever follows it.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString().utf8.elementsEqual(text.utf8)
        else {
            return nil
        }
        return Array(data)
    }
}
