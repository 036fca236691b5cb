/// The identifier of one object: a 128-bit number whose order is the order of creation.
///
/// As text it is the kind's prefix and 22 base62 digits (`crd_0vfxTM4WVMWVcrPvj9dUnq`) or 26 of Crockford's, in the
/// database 16 bytes.
public struct Identifier<Kind: IdentifiedKind>: Sendable, Hashable {
    // Two halves, because memory for what holds a number of 128 bits is asked for by alignment, which is slower (Swift 6.3).
    private let high: UInt64
    private let low: UInt64

    /// A version-1 UUID's fields with the time first: time (60 bits), 4 bits, `10`, clock sequence (14), node (48).
    public var number: UInt128 { UInt128(high) << 64 | UInt128(low) }

    /// Names the object with that number.
    public init(number: UInt128) {
        (high, low) = (UInt64(truncatingIfNeeded: number >> 64), UInt64(truncatingIfNeeded: number))
    }

    /// Reads 16 bytes, the most significant first; nil for any other count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for index in 0..<8 {
            (high, low) = (high << 8 | UInt64(bytes[index]), low << 8 | UInt64(bytes[index + 8]))
        }
        (self.high, self.low) = (high, low)
    }

    /// The number in 16 bytes, the most significant first.
    public var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<8 {
            bytes[index] = UInt8(truncatingIfNeeded: high >> (56 - 8 * index))
            bytes[index + 8] = UInt8(truncatingIfNeeded: low >> (56 - 8 * index))
        }
        return bytes
    }

    /// When the identifier was made, to the microsecond.
    public var createdAt: Timestamp {
        Timestamp(gregorianTicks: UInt64(number >> 68))
    }

    /// The lowest identifier that can have been made at that time: a bound for searches by time.
    public static func lowest(at time: Timestamp) -> Self {
        Self(number: UInt128(time.gregorianTicks) << 68)
    }
}

extension Identifier: Comparable {
    /// Whether the left one was made before the right one.
    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier: LosslessStringConvertible {
    /// Reads the prefix with 22 base62 digits, or with the 21 of ids from 2012 (digit order `0-9a-zA-Z`), or with 26 of
    /// Crockford's where the kind is written so.
    public init?(_ text: String) {
        guard text.utf8.starts(with: Kind.prefix.utf8) else { return nil }
        let body = text[text.utf8.index(text.startIndex, offsetBy: Kind.prefix.utf8.count)...]
        guard let number = Kind.notation.number(in: body) else { return nil }
        self.init(number: number)
    }

    /// The prefix and the number in the kind's notation.
    public var description: String {
        Kind.notation.text(of: number, after: Kind.prefix)
    }
}
