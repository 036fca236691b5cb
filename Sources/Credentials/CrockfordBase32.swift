/// Crockford's base 32 (https://www.crockford.com/base32.html) for numbers of 128 bits: 26 digits in the order of the
/// numbers, as ULIDs are written.
enum CrockfordBase32 {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let length = 26

    static func encode(_ number: UInt128) -> String {
        let text = (0..<length).reversed().map { digits[Int(truncatingIfNeeded: number >> (5 * $0)) & 31] }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for anything but 26 upper-case digits of a number that fits: an identifier has one spelling only.
    static func decode(_ text: some StringProtocol) -> UInt128? {
        guard text.utf8.count == length else { return nil }
        var number: UInt128 = 0
        for byte in text.utf8 {
            guard let digit = digits.firstIndex(of: byte), number <= UInt128.max >> 5 else { return nil }
            number = number << 5 | UInt128(digit)
        }
        return number
    }
}
