import JSON

/// A place in a JSON value (RFC 6901), compared by its bytes as names are.
struct JSONPointer: Hashable {
    private(set) var bytes: [UInt8] = []

    static let root = JSONPointer()

    /// The way to a member.
    mutating func append(_ name: String) {
        bytes.append(UInt8(ascii: "/"))
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "~"): bytes += "~0".utf8
            case UInt8(ascii: "/"): bytes += "~1".utf8
            default: bytes.append(byte)
            }
        }
    }

    /// The way to an element.
    mutating func append(_ index: Int) {
        bytes.append(UInt8(ascii: "/"))
        bytes += String(index).utf8
    }

    /// The way back to where the pointer had so many bytes.
    mutating func cut(to count: Int) {
        bytes.removeLast(bytes.count - count)
    }

    func appending(_ name: String) -> JSONPointer {
        var pointer = self
        pointer.append(name)
        return pointer
    }

    func appending(_ index: Int) -> JSONPointer {
        var pointer = self
        pointer.append(index)
        return pointer
    }

    /// The pointer as a text; of more than 500 bytes only the beginning, because names may be of any length.
    var shortText: String {
        guard bytes.count > 500 else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: bytes.prefix(500), as: UTF8.self) + "…"
    }
}
