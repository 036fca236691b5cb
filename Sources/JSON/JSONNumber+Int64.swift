extension JSONNumber {
    /// The exact value, or nil when it is not an integer or out of range; `1e3` and `1.0` are integers.
    public var int64: Int64? {
        let parts = lexeme.utf8.split { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
        let mantissa = parts[0].split(separator: UInt8(ascii: "."))
        let fraction = mantissa.count > 1 ? Array(mantissa[1]) : []
        let digits = (mantissa[0] + fraction).drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "0") }
        guard !digits.isEmpty else { return 0 }
        guard let exponent = parts.count > 1 ? Int32(Substring(parts[1])) : 0 else { return nil }
        return int64(digits: digits, scale: Int(exponent) - fraction.count)
    }

    /// The value of `digits` × 10^`scale`, with this number's sign.
    private func int64(digits: ArraySlice<UInt8>, scale: Int) -> Int64? {
        let zeros = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        let scale = scale + zeros
        let significant = digits.dropLast(zeros)
        guard scale >= 0, significant.count + scale <= 19 else { return nil }
        let sign = lexeme.hasPrefix("-") ? "-" : ""
        return Int64(sign + String(decoding: significant, as: UTF8.self) + String(repeating: "0", count: scale))
    }
}
