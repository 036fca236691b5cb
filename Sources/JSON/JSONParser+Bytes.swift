extension JSONParser {
    var malformed: JSONError { .malformed(offset: offset) }

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    @discardableResult
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        offset += 1
        return true
    }

    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard take(byte) else { throw malformed }
    }

    mutating func skip(while belongs: (UInt8) -> Bool) {
        while offset < bytes.count, belongs(bytes[offset]) { offset += 1 }
    }

    mutating func skipWhiteSpace() {
        skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }
}
