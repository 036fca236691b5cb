/// Numbers in base 62, with the digits `0-9A-Za-z` in ASCII order.
///
/// Texts of one width therefore sort as the numbers they stand for.
public enum Base62 {
    /// 62 to the power of 10.
    private static let tenDigits: UInt128 = 839_299_365_868_340_224
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// Writes a number, left-padded with `0` to at least `width` digits; 22 digits hold any 128-bit number.
    public static func encode(_ number: UInt128, width: Int = 22) -> String {
        var rest = number
        var reversed: [UInt8] = []
        reversed.reserveCapacity(max(width, 22))
        // Ten digits at a time: one division of 128 bits for ten of 64.
        while rest > 0 || reversed.count < width {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: tenDigits)
            var group = UInt64(remainder)
            for _ in 0..<10 where quotient > 0 || group > 0 || reversed.count < width {
                reversed.append(digits[Int(group % 62)])
                group /= 62
            }
            rest = quotient
        }
        reversed.reverse()
        return String(decoding: reversed, as: UTF8.self)
    }

    /// Reads a number; nil for an empty text, a foreign character or more than 128 bits.
    public static func decode(_ text: some StringProtocol) -> UInt128? {
        decode(text.utf8, digit: value)
    }

    /// Reads a number written with the older digit order `0-9a-zA-Z`.
    static func decodeLowerCaseFirst(_ text: some StringProtocol) -> UInt128? {
        decode(text.utf8) { value(of: isLetter($0) ? $0 ^ 0x20 : $0) }
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        value(of: byte) != nil
    }

    private static func decode(_ text: some Collection<UInt8>, digit: (UInt8) -> UInt8?) -> UInt128? {
        guard !text.isEmpty else { return nil }
        var number: UInt128 = 0
        for byte in text {
            guard let digit = digit(byte) else { return nil }
            let (product, tooLarge) = number.multipliedReportingOverflow(by: 62)
            let (sum, carried) = product.addingReportingOverflow(UInt128(digit))
            guard !tooLarge, !carried else { return nil }
            number = sum
        }
        return number
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 36
        default: nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (value(of: byte) ?? 0) >= 10
    }
}
