/// Encodes several byte strings as one, so that no two different lists give the same bytes.
///
/// Each part follows its length (4 bytes, big-endian).
func lengthPrefixed(_ parts: [[UInt8]]) -> [UInt8] {
    parts.flatMap { UInt32($0.count).bigEndianBytes + $0 }
}

extension FixedWidthInteger {
    /// The value's bytes, most significant first.
    var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}

extension UInt128 {
    /// The number that these bytes (most significant first) spell.
    init(bigEndianBytes bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }
}
