import JSON

/// A `$ref` into its own document: `#`, or `#` and a JSON Pointer with percent-encoding (RFC 6901 section 6).
struct SchemaReference {
    private let names: [String]

    init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "#"), let fragment = Self.decoded(text.utf8.dropFirst()) else {
            return nil
        }
        guard fragment.isEmpty || fragment.first == UInt8(ascii: "/") else { return nil }
        names = fragment.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst().map {
            // `~1` first: `~01` stands for `~1`.
            String(decoding: $0, as: UTF8.self).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    /// What stands there, and where that is in the one spelling that all ways there share.
    func target(in document: JSON) -> (value: JSON, place: JSONPointer)? {
        var (value, place) = (document, JSONPointer.root)
        for name in names {
            switch value {
            case .object(let object):
                guard let member = object[name] else { return nil }
                value = member
            case .array(let items):
                guard let index = Int(name), items.indices.contains(index), String(index) == name else { return nil }
                value = items[index]
            default: return nil
            }
            place.append(name)
        }
        return (value, place)
    }

    private static func decoded(_ bytes: Substring.UTF8View) -> [UInt8]? {
        var (decoded, rest): ([UInt8], Substring.UTF8View) = ([], bytes)
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
                let value = UInt8(digits, radix: 16)
            else { return nil }
            rest = rest.dropFirst(2)
            decoded.append(value)
        }
        return String(validating: decoded, as: UTF8.self) == nil ? nil : decoded
    }
}
