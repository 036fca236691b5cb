extension Timestamp {
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// Reads a date, or a date and a time, in ISO 8601's extended format, as apps in PHP and Ruby write it.
    ///
    /// `T` or a space comes before the time; seconds, their fraction (cut to microseconds) and the offset may be
    /// missing, which then is UTC. Offsets are `Z`, `UTC`, `+hh:mm`, `+hhmm` and `+hh`, a space before them allowed.
    public static func parse(_ text: some StringProtocol) -> Timestamp? {
        var scanner = ISO8601Scanner(text)
        guard let date = scanner.date() else { return nil }
        let midnight = date.daysSinceEpoch * microsecondsPerDay
        if scanner.isAtEnd { return Timestamp(microseconds: midnight) }
        guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let time = scanner.timeOfDay(), let offset = scanner.offset(), scanner.isAtEnd
        else { return nil }
        return Timestamp(microseconds: midnight + time - offset)
    }

    /// The time as `2026-11-21T02:03:04.000000Z`.
    public var iso8601: String {
        let days = microseconds.floorDivided(by: Self.microsecondsPerDay)
        let date = CivilDate(daysSinceEpoch: days)
        // The first day that `Int64` reaches begins before its least value, hence the wrapping operators.
        let time = microseconds &- days &* Self.microsecondsPerDay
        let (seconds, fraction) = time.quotientAndRemainder(dividingBy: 1_000_000)
        let day = [Self.digits(date.year, 4), Self.digits(date.month, 2), Self.digits(date.day, 2)]
        let hour = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.digits($0, 2) }
        return "\(day.joined(separator: "-"))T\(hour.joined(separator: ":")).\(Self.digits(fraction, 6))Z"
    }

    private static func digits(_ number: Int64, _ width: Int) -> String {
        let text = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
