/// A walk over parameters in their encoding (FastCGI 1.0, section 3.4), which it is given anew for each step.
public struct NameValuePairs {
    private var position = 0
    /// Whether what follows is no pair, or not all of one.
    public private(set) var isMalformed = false

    /// Begins with the first pair.
    public init() {}

    /// Where the next name and its value are; nil at the end.
    public mutating func next(in bytes: Span<UInt8>) -> (name: Range<Int>, value: Range<Int>)? {
        guard position < bytes.count else { return nil }
        guard let nameLength = takeLength(in: bytes), let valueLength = takeLength(in: bytes),
            nameLength + valueLength <= bytes.count - position
        else {
            isMalformed = true
            position = bytes.count
            return nil
        }
        let middle = position + nameLength
        defer { position = middle + valueLength }
        return (position..<middle, middle..<middle + valueLength)
    }

    private mutating func takeLength(in bytes: Span<UInt8>) -> Int? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        guard first & 0x80 != 0 else {
            position += 1
            return Int(first)
        }
        guard bytes.count - position >= 4 else { return nil }
        defer { position += 4 }
        return (1...3).reduce(Int(first & 0x7F)) { $0 << 8 | Int(bytes[position + $1]) }
    }

    /// A name and its value.
    static func encode(_ name: String, _ value: String) -> [UInt8] {
        [name, value].flatMap { length($0.utf8.count) } + name.utf8 + value.utf8
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count > 0x7F else { return [UInt8(count)] }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: (count | 0x8000_0000) >> $0) }
    }
}
