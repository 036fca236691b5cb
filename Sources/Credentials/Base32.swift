/// Base 32 of RFC 4648 (section 6), as authenticator apps read secrets.
public enum Base32 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Writes the bytes in upper case, without padding.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var buffer: UInt16 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt16(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(digits[Int(buffer >> bits & 0x1F)])
            }
        }
        if bits > 0 { text.append(digits[Int(buffer << (5 - bits) & 0x1F)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads either case, with or without padding, spaces anywhere.
    ///
    /// Nil for foreign characters, for padding that is not at the end, and for what no bytes encode to.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(String(text).utf8).filter { $0 != UInt8(ascii: " ") }
        let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }
        var bytes: [UInt8] = []
        var buffer: UInt16 = 0
        var bits = 0
        for character in characters.dropLast(padding.count) {
            guard let digit = value(of: character) else { return nil }
            buffer = buffer << 5 | UInt16(digit)
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
        }
        let leftOver = buffer & ((1 << bits) - 1)
        return bits < 5 && leftOver == 0 && padding.count <= 6 ? bytes : nil
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a")
        case UInt8(ascii: "2")...UInt8(ascii: "7"): character - UInt8(ascii: "2") + 26
        default: nil
        }
    }
}
