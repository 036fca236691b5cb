import Testing

@testable import Credentials

@Suite("ISO8601Scanner")
struct ISO8601ScannerTests {
    @Test("parts are read one after the other, and nothing is left")
    func parts() throws {
        var scanner = ISO8601Scanner("2026-11-21T02:03:04.5-01:30")
        #expect(scanner.date() == CivilDate(year: 2026, month: 11, day: 21))
        #expect(scanner.skip("T") == true)
        #expect(scanner.timeOfDay() == 7_384_500_000)
        #expect(scanner.offset() == -5_400_000_000)
        #expect(scanner.isAtEnd)
    }

    @Test("skipping takes all of a text or nothing")
    func skip() {
        var scanner = ISO8601Scanner("UTD")
        #expect(scanner.skip("UTC") == false)
        #expect(scanner.skip("UT") == true)
        #expect(!scanner.isAtEnd)
    }
}
