extension JSONParser {
    /// RFC 8259 section 6.
    mutating func number() throws(JSONError) -> JSONNumber {
        let start = offset
        take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { take(UInt8(ascii: "-")) }
            try digits()
        }
        return JSONNumber(lexeme: String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    private mutating func digits() throws(JSONError) {
        let start = offset
        skip { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard offset > start else { throw malformed }
    }
}
