import Testing

@testable import Credentials

@Suite("CivilDate")
struct CivilDateTests {
    @Test(
        "days are counted from 1970",
        arguments: [
            (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
            (2026, 11, 21, 20_778), (1, 1, 1, -719_162), (0, 3, 1, -719_468), (9999, 12, 31, 2_932_896),
        ] as [(Int64, Int64, Int64, Int64)]
    )
    func days(year: Int64, month: Int64, day: Int64, days: Int64) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.daysSinceEpoch == days)
        #expect(CivilDate(daysSinceEpoch: days) == date)
    }

    @Test("each day of four centuries follows the one before")
    func everyDay() {
        let wrong = (-80_000...80_000 as ClosedRange<Int64>).filter {
            CivilDate(daysSinceEpoch: $0).daysSinceEpoch != $0
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        "days that no calendar has are refused",
        arguments: [
            (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32), (2026, 4, 31), (2026, 2, 29), (1900, 2, 29),
            (2024, 2, 30),
        ] as [(Int64, Int64, Int64)]
    )
    func impossible(year: Int64, month: Int64, day: Int64) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
}
