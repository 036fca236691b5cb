import Testing

@testable import MariaDB

@Suite struct CivilTimeTests {
    static let known: [(CivilTime, Int64)] = [
        (CivilTime(year: 1970, month: 1, day: 1), 0),
        (CivilTime(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59, microsecond: 999_999), -1),
        (CivilTime(year: 2000, month: 2, day: 29, hour: 12), 951_825_600_000_000),
        (CivilTime(year: 2038, month: 1, day: 19, hour: 3, minute: 14, second: 7), 2_147_483_647_000_000),
        (CivilTime(year: 0, month: 1, day: 1), -62_167_219_200_000_000),
        (
            CivilTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59, microsecond: 999_999),
            253_402_300_799_999_999
        ),
    ]

    @Test("known moments, both ways", arguments: known)
    func moments(time: CivilTime, microseconds: Int64) {
        let moment = DateTime(microsecondsSinceEpoch: microseconds)
        #expect(CivilTime(moment) == time)
        #expect(time.dateTime == moment)
    }

    @Test("every day of four centuries follows the one before, with a real date")
    func days() throws {
        var previous = try #require(CivilTime(DateTime(microsecondsSinceEpoch: -62_167_219_200_000_000)))
        for day in 1..<146_097 {
            let moment = DateTime(microsecondsSinceEpoch: -62_167_219_200_000_000 + Int64(day) * 86_400_000_000)
            let time = try #require(CivilTime(moment))
            let isNext =
                time.day == previous.day + 1 && time.month == previous.month
                || time.day == 1 && (28...31).contains(previous.day) && time.month == previous.month % 12 + 1
            guard isNext, time.dateTime == moment else {
                Issue.record("\(previous) is followed by \(time)")
                return
            }
            previous = time
        }
        #expect(previous == CivilTime(year: 399, month: 12, day: 31))
    }

    @Test("outside the years 0 to 9999 there is no civil time", arguments: [Int64.min, -62_167_219_200_000_001])
    func tooEarly(microseconds: Int64) {
        #expect(CivilTime(DateTime(microsecondsSinceEpoch: microseconds)) == nil)
        #expect(CivilTime(DateTime(microsecondsSinceEpoch: 253_402_300_800_000_000)) == nil)
        #expect(CivilTime(DateTime(microsecondsSinceEpoch: .max)) == nil)
    }

    @Test("a zero month or day is no point in time")
    func zeroDates() {
        #expect(CivilTime(year: 0, month: 0, day: 0).dateTime == nil)
        #expect(CivilTime(year: 2020, month: 0, day: 1).dateTime == nil)
        #expect(CivilTime(year: 2020, month: 1, day: 0).dateTime == nil)
    }
}
