/// A point in time as `DATETIME(6)` keeps it: UTC, to the microsecond.
public struct DateTime: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01 00:00:00 UTC; negative before.
    public var microsecondsSinceEpoch: Int64

    /// - Parameter microsecondsSinceEpoch: Microseconds since 1970-01-01 00:00:00 UTC.
    public init(microsecondsSinceEpoch: Int64) {
        self.microsecondsSinceEpoch = microsecondsSinceEpoch
    }

    /// Whether one is before the other.
    public static func < (left: DateTime, right: DateTime) -> Bool {
        left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
    }
}
