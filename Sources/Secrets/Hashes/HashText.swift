/// The spellings that hashes share.
enum HashText {
    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// The digits `./0-9A-Za-z`, which crypt's schemes use in several orders.
    static func isCryptDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ".")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// The number after a prefix, in decimal digits only, without zeros before it.
    static func number(_ field: Substring, after prefix: String = "") -> UInt32? {
        let digits = field.dropFirst(prefix.count)
        guard field.hasPrefix(prefix), digits.utf8.allSatisfy(isDigit),
            digits.utf8.first != UInt8(ascii: "0") || digits.utf8.count == 1
        else { return nil }
        return UInt32(digits)
    }

    /// The numbers of a field such as `m=256,t=2,p=1`, which must have just these names in this order.
    static func numbers(_ field: Substring, _ names: String...) -> [UInt32]? {
        let fields = field.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == names.count else { return nil }
        let numbers = zip(fields, names).compactMap { number($0, after: $1 + "=") }
        return numbers.count == names.count ? numbers : nil
    }

    /// Base64 without padding (RFC 4648, section 3.2), as PHC strings have it.
    static func unpaddedBase64(_ field: Substring) -> [UInt8]? {
        guard !field.contains("=") else { return nil }
        return base64(field + String(repeating: "=", count: (4 - field.utf8.count % 4) % 4))
    }

    /// The same with `.` for `+`: passlib's `ab64`.
    static func adaptedBase64(_ field: Substring) -> [UInt8]? {
        guard !field.contains("+") else { return nil }
        return unpaddedBase64(Substring(field.replacing(".", with: "+")))
    }

    /// Base64 with padding (RFC 4648, section 4).
    static func base64(_ field: some StringProtocol) -> [UInt8]? {
        Base64.decode(field)
    }
}
