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
        var text: [UInt8] = []
        text.reserveCapacity(27)
        text.append(date.year, digits: 4, then: "-")
        text.append(date.month, digits: 2, then: "-")
        text.append(date.day, digits: 2, then: "T")
        text.append(seconds / 3600, digits: 2, then: ":")
        text.append(seconds / 60 % 60, digits: 2, then: ":")
        text.append(seconds % 60, digits: 2, then: ".")
        text.append(fraction, digits: 6, then: "Z")
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a number in at least so many digits, and a sign.
    fileprivate mutating func append(_ number: Int64, digits: Int, then sign: Unicode.Scalar) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var power: UInt64 = 1
        var count = 1
        while count < digits || number.magnitude / power >= 10 {
            power *= 10
            count += 1
        }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number.magnitude / power % 10))
            power /= 10
        }
        append(UInt8(ascii: sign))
    }
}
