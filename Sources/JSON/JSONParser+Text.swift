extension JSONParser {
    /// RFC 8259 section 7.
    mutating func text() throws(JSONError) -> String {
        try expect(UInt8(ascii: "\""))
        let plain = plainBytes()
        // As nearly all are, and so nothing is copied twice.
        if take(UInt8(ascii: "\"")) { return String(decoding: plain, as: UTF8.self) }
        var unescaped = Array(plain)
        repeat {
            unescaped += try escape().utf8
            unescaped += plainBytes()
        } while !take(UInt8(ascii: "\""))
        return String(decoding: unescaped, as: UTF8.self)
    }

    /// What stands for itself from here on.
    private mutating func plainBytes() -> ArraySlice<UInt8> {
        let start = offset
        skip { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        return bytes[start..<offset]
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        try expect(UInt8(ascii: "\\"))
        if take(UInt8(ascii: "u")) { return try unicodeEscape() }
        guard let next, let scalar = Self.shortEscapes[next] else { throw malformed }
        offset += 1
        return scalar
    }

    private static let shortEscapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{08}",
        UInt8(ascii: "f"): "\u{0C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try hexUnit()
        let code = UTF16.isLeadSurrogate(first) ? try pair(first) : UInt32(first)
        guard let scalar = Unicode.Scalar(code) else { throw malformed }
        return scalar
    }

    private mutating func pair(_ lead: UInt16) throws(JSONError) -> UInt32 {
        try expect(UInt8(ascii: "\\"))
        try expect(UInt8(ascii: "u"))
        let trail = try hexUnit()
        guard UTF16.isTrailSurrogate(trail) else { throw malformed }
        return 0x1_0000 + (UInt32(lead & 0x3FF) << 10) + UInt32(trail & 0x3FF)
    }

    private mutating func hexUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let next, let digit = Character(Unicode.Scalar(next)).hexDigitValue else { throw malformed }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }
}
