/// Percent-encoded bytes (RFC 3986 section 2.1) and the text they stand for.
enum PercentEncoding {
    /// The text, or nil when an escape is broken or the outcome is not UTF-8.
    ///
    /// - Parameter plusAsSpace: Whether `+` stands for a space, as it does in forms.
    static func decode(_ raw: some Collection<UInt8>, plusAsSpace: Bool = false) -> String? {
        bytes(raw, plusAsSpace: plusAsSpace).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The bytes, or nil when a `%` is not followed by two hexadecimal digits.
    static func bytes(_ raw: some Collection<UInt8>, plusAsSpace: Bool = false) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(raw.count)
        var rest = raw.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next(), let low = rest.next(), high.isHexDigit, low.isHexDigit else { return nil }
                decoded.append(high.hexDigitValue << 4 | low.hexDigitValue)
            case UInt8(ascii: "+") where plusAsSpace: decoded.append(UInt8(ascii: " "))
            default: decoded.append(byte)
            }
        }
        return decoded
    }
}
