import JSON

extension JSON {
    /// Bytes that are equal for values that JSON Schema calls equal: numbers by their value, objects without regard to
    /// the order of their members, texts and names by their bytes.
    var canonicalForm: [UInt8] {
        var bytes: [UInt8] = []
        writeCanonicalForm(to: &bytes)
        return bytes
    }

    private func writeCanonicalForm(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let number): ExactNumber(number).writeCanonicalForm(to: &bytes)
        case .text(let text): Self.write(text, to: &bytes)
        case .array(let items):
            bytes += "[\(items.count)".utf8
            for item in items { item.writeCanonicalForm(to: &bytes) }
        case .object(let object):
            bytes += "{\(object.count)".utf8
            for (name, value) in object.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                Self.write(name, to: &bytes)
                value.writeCanonicalForm(to: &bytes)
            }
        }
    }

    /// The length before a text makes what follows unambiguous.
    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes += "\"\(text.utf8.count):".utf8
        bytes += text.utf8
    }
}

extension ExactNumber {
    fileprivate func writeCanonicalForm(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: isNegative ? "-" : "+"))
        bytes += digits.map { $0 + UInt8(ascii: "0") }
        bytes += "e\(exponent)".utf8
    }
}
