import Synchronization

/// Makes identifiers that only ever grow, however many threads ask and whatever the clock does.
///
/// Processes do not coordinate: a random clock sequence and a random node, with the multicast bit that RFC 9562
/// (section 6.10) asks of nodes that are no hardware address, keep their identifiers apart.
public final class IdentifierGenerator: Sendable {
    /// The generator of this process.
    public static let shared = IdentifierGenerator()

    private let clock: @Sendable () -> Timestamp
    private let lowHalf: UInt64
    private let lastTicks = Mutex<UInt64>(0)

    /// Makes a generator with its own clock sequence and node.
    public init(clock: @escaping @Sendable () -> Timestamp = { Timestamp.now }) {
        self.clock = clock
        let variant: UInt64 = 0b10 << 62
        let sequence = UInt64.random(in: 0..<(1 << 14)) << 48
        let node = UInt64.random(in: 0..<(1 << 48)) | 1 << 40
        lowHalf = variant | sequence | node
    }

    /// Makes an identifier.
    public func next<Kind>() -> Identifier<Kind> {
        Identifier(number: next())
    }

    /// Makes an identifier's number.
    public func next() -> UInt128 {
        let random = UInt128.random(in: 0..<16)
        return UInt128(nextTicks()) << 68 | random << 64 | UInt128(lowHalf)
    }

    private func nextTicks() -> UInt64 {
        let now = clock().gregorianTicks
        return lastTicks.withLock { last in
            last = max(now, last + 1)
            return last
        }
    }
}
