import Synchronization

/// Makes identifiers that grow, however many threads ask, and that follow the clock.
///
/// Processes do not coordinate: a random clock sequence and a random node, with the multicast bit that RFC 9562
/// (section 6.10) asks of nodes that are no hardware address, keep their identifiers apart. A clock that was set back gets
/// another sequence and node, which keep its identifiers apart from those that were made with this time before (section 6.1).
public final class IdentifierGenerator: Sendable {
    private struct State {
        var lastTicks: UInt64 = 0
        var lowHalf = State.newLowHalf()

        /// The clock sequence and the node.
        private static func newLowHalf() -> UInt64 {
            let variant: UInt64 = 0b10 << 62
            let sequence = UInt64.random(in: 0..<(1 << 14)) << 48
            let node = UInt64.random(in: 0..<(1 << 48)) | 1 << 40
            return variant | sequence | node
        }

        mutating func advance(to now: UInt64) {
            if now < lastTicks, lastTicks - now > IdentifierGenerator.longestHold { self = State() }
            lastTicks = max(now, lastTicks + 1)
        }
    }

    /// The generator of this process.
    public static let shared = IdentifierGenerator()
    /// How far a clock may go back for identifiers to grow all the same: a second, in ticks of 100 ns.
    private static let longestHold: UInt64 = 10_000_000

    private let clock: @Sendable () -> Timestamp
    private let state = Mutex(State())

    /// Makes a generator with its own clock sequence and node.
    public init(clock: @escaping @Sendable () -> Timestamp = { Timestamp.now }) {
        self.clock = clock
    }

    /// Makes an identifier.
    public func next<Kind>() -> Identifier<Kind> {
        Identifier(number: next())
    }

    /// Makes an identifier's number.
    public func next() -> UInt128 {
        let random = UInt128(UInt64.random(in: 0..<16))
        return state.withLock { state in
            // Looked at under the lock: a thread that is held up between the two would set the others' clock back.
            state.advance(to: clock().gregorianTicks)
            return UInt128(state.lastTicks) << 68 | random << 64 | UInt128(state.lowHalf)
        }
    }
}
