extension Timestamp {
    /// 100-nanosecond units from 1582-10-15T00:00:00Z, where a version-1 UUID's clock starts, to the Unix epoch.
    private static let epochTicks: Int64 = 0x01B2_1DD2_1381_4000
    private static let maximumTicks: Int64 = (1 << 60) - 1

    /// The time at that many 100-nanosecond units after 1582-10-15T00:00:00Z, rounded down to the microsecond.
    init(gregorianTicks: UInt64) {
        let ticks = Int64(clamping: gregorianTicks)
        self.init(microseconds: (ticks - Self.epochTicks).floorDivided(by: 10))
    }

    /// 100-nanosecond units since 1582-10-15T00:00:00Z in 60 bits; the nearest end for times outside (1582 to 5236).
    var gregorianTicks: UInt64 {
        let (scaled, overflow) = microseconds.multipliedReportingOverflow(by: 10)
        let (ticks, carried) = scaled.addingReportingOverflow(Self.epochTicks)
        guard !overflow, !carried else { return microseconds < 0 ? 0 : UInt64(Self.maximumTicks) }
        return UInt64(min(max(ticks, 0), Self.maximumTicks))
    }
}
