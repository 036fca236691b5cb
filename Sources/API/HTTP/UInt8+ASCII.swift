extension UInt8 {
    /// What this byte stands for as a hexadecimal digit, in either case.
    var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Whether this byte is one of `0-9A-Za-z`.
    var isBase62Digit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }

    /// Whether this byte is a character of ASCII that can be seen.
    var isVisibleASCII: Bool { self > 0x20 && self < 0x7F }

    /// Whether this byte is a space or a tab, the white space of header fields (RFC 9110 section 5.6.3).
    var isFieldSpace: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\t")
    }
}
