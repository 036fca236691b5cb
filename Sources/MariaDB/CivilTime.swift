/// A date and time of day in the proleptic Gregorian calendar, as the server writes them.
struct CivilTime: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0
    var microsecond = 0
}

extension CivilTime {
    private static let microsecondsPerDay: Int64 = 86_400_000_000
    /// Days from 0000-03-01, where the arithmetic's years begin, to 1970-01-01.
    private static let epochDay = 719_468
    private static let daysPerEra = 146_097

    /// Nil outside the years 0 to 9999, which is all that `DATETIME` can hold.
    init?(_ time: DateTime) {
        let (days, rest) = time.microsecondsSinceEpoch.flooredDivision(by: Self.microsecondsPerDay)
        self.init(daysSinceEpoch: Int(days))
        guard (0...9999).contains(year) else { return nil }
        let seconds = Int(rest / 1_000_000)
        (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        microsecond = Int(rest % 1_000_000)
    }

    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days and days_from_civil.
    private init(daysSinceEpoch: Int) {
        let (era, dayOfEra) = (daysSinceEpoch + Self.epochDay).flooredDivision(by: Self.daysPerEra)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    private var daysSinceEpoch: Int {
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredDivision(by: 400)
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        return era * Self.daysPerEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - Self.epochDay
    }

    /// Nil when the month or day is zero, as in MariaDB's `0000-00-00`.
    var dateTime: DateTime? {
        guard month > 0, day > 0 else { return nil }
        let seconds = Int64((hour * 60 + minute) * 60 + second)
        let ofDay = seconds * 1_000_000 + Int64(microsecond)
        return DateTime(microsecondsSinceEpoch: Int64(daysSinceEpoch) * Self.microsecondsPerDay + ofDay)
    }
}

extension BinaryInteger {
    fileprivate func flooredDivision(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
