import FoundationEssentials

/// A point in time, in whole microseconds, as the database keeps it.
public struct Timestamp: Sendable, Hashable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before.
    public let microseconds: Int64

    /// Counts from the Unix epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Counts from the Unix epoch; what a timestamp cannot hold (290,000 years) becomes the nearest it can.
    public init(seconds: Int) {
        microseconds = Self.clamped(seconds.multipliedReportingOverflow(by: 1_000_000), negative: seconds < 0)
    }

    /// Counts from the Unix epoch, rounded to the microsecond; nil for what is no number or out of range.
    public init?(seconds: Double) {
        guard let microseconds = Int64(exactly: (seconds * 1_000_000).rounded()) else { return nil }
        self.microseconds = microseconds
    }

    /// The system's clock now.
    public static var now: Timestamp {
        // `clock_gettime` behind a safe interface; counted from 2001, a `Double` still tells microseconds apart.
        let sinceReference = (Date.now.timeIntervalSinceReferenceDate * 1_000_000).rounded()
        let reference = Int64(Date.timeIntervalBetween1970AndReferenceDate) * 1_000_000
        return Timestamp(microseconds: reference + Int64(sinceReference))
    }

    /// Whole milliseconds since the Unix epoch, rounded down.
    public var milliseconds: Int64 {
        microseconds.floorDivided(by: 1000)
    }

    /// Whole seconds since the Unix epoch, rounded down.
    public var seconds: Int64 {
        microseconds.floorDivided(by: 1_000_000)
    }

    /// The time that many seconds later, or earlier when negative.
    public func adding(seconds: Int) -> Timestamp {
        adding(microseconds: Timestamp(seconds: seconds).microseconds)
    }

    /// The same with microseconds.
    func adding(microseconds offset: Int64) -> Timestamp {
        let sum = microseconds.addingReportingOverflow(offset)
        return Timestamp(microseconds: Self.clamped(sum, negative: offset < 0))
    }

    private static func clamped(_ result: (partialValue: some BinaryInteger, overflow: Bool), negative: Bool) -> Int64 {
        guard result.overflow else { return Int64(result.partialValue) }
        return negative ? .min : .max
    }
}

extension Timestamp: Comparable {
    /// Whether the left one is earlier.
    public static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// The time in ISO 8601.
    public var description: String { iso8601 }
}

extension Int64 {
    /// Divides and rounds down, also for a negative dividend; the divisor is positive.
    func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
