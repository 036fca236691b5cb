/// Several byte strings as one, so that no two different lists give the same bytes: each part follows its length (4 bytes,
/// big-endian).
struct LengthPrefixed {
    private(set) var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(192)
    }

    mutating func append(_ part: some Collection<UInt8>) {
        bytes.append(bigEndian: UInt32(part.count))
        bytes.append(contentsOf: part)
    }

    mutating func append(_ number: UInt128) {
        bytes.append(bigEndian: UInt32(16))
        bytes.append(bigEndian: number)
    }
}

extension FixedWidthInteger {
    /// The value's bytes, most significant first.
    var bigEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: self)
        return bytes
    }
}

extension [UInt8] {
    /// Appends a number's bytes, most significant first.
    fileprivate mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
        var shift = Number.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

extension UInt128 {
    /// The number that these bytes (most significant first) spell.
    init(bigEndianBytes bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }
}
