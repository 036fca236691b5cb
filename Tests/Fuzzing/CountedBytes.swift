import Synchronization

/// Bytes that count how often somebody looks at one of them: the work of a parser, told without a clock.
public struct CountedBytes: RandomAccessCollection, Sendable {
    private final class Counter: Sendable {
        let looks = Atomic(0)
    }

    private let bytes: [UInt8]
    private let counter = Counter()

    /// Counts from zero.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// How many bytes have been read, those that were read twice twice.
    public var looks: Int { counter.looks.load(ordering: .relaxed) }

    /// The position of the first byte.
    public var startIndex: Int { 0 }
    /// The position behind the last byte.
    public var endIndex: Int { bytes.count }

    /// One byte, which is counted.
    public subscript(position: Int) -> UInt8 {
        counter.looks.add(1, ordering: .relaxed)
        return bytes[position]
    }
}
