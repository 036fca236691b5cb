/// Encodes several byte strings as one, so that no two different lists give the same bytes.
///
/// Each part follows its length (4 bytes, big-endian).
func lengthPrefixed(_ parts: [[UInt8]]) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(parts.reduce(0) { $0 + $1.count + 4 })
    for part in parts {
        joined += UInt32(part.count).bigEndianBytes
        joined += part
    }
    return joined
}

extension FixedWidthInteger {
    /// The value's bytes, most significant first.
    var bigEndianBytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.bitWidth / 8)
        for index in bytes.indices {
            bytes[index] = UInt8(truncatingIfNeeded: self >> (Self.bitWidth - 8 - 8 * index))
        }
        return bytes
    }
}

extension UInt128 {
    /// The number that these bytes (most significant first) spell.
    init(bigEndianBytes bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }
}
