import Testing

@testable import Credentials

@Suite("Timestamp as a version-1 UUID's ticks")
struct TimestampGregorianTests {
    @Test("the epochs lie where RFC 9562 puts them")
    func epochs() {
        #expect(Timestamp(gregorianTicks: 0).iso8601 == "1582-10-15T00:00:00.000000Z")
        #expect(Timestamp(microseconds: 0).gregorianTicks == 0x01B2_1DD2_1381_4000)
    }

    @Test("RFC 9562's example of a version-1 UUID is read (appendix A.1)")
    func publishedVector() {
        let time = Timestamp(gregorianTicks: 0x1EC_9414_C232_AB00)
        #expect(time == Timestamp.parse("2022-02-22T14:22:22.00-05:00"))
        #expect(time.gregorianTicks == 0x1EC_9414_C232_AB00)
    }

    @Test("a tick within a microsecond is rounded down", arguments: [0, 5, 9] as [UInt64])
    func rounding(extra: UInt64) {
        let ticks: UInt64 = 0x01B2_1DD2_1381_4000
        #expect(Timestamp(gregorianTicks: ticks + extra).microseconds == 0)
        #expect(Timestamp(gregorianTicks: ticks - 10 + extra).microseconds == -1)
    }

    @Test("times outside 60 bits take the nearest end")
    func ends() {
        #expect(Timestamp(microseconds: .min).gregorianTicks == 0)
        #expect(Timestamp(microseconds: -20_000_000_000_000_000).gregorianTicks == 0)
        #expect(Timestamp(microseconds: .max).gregorianTicks == (1 << 60) - 1)
        #expect(Timestamp(microseconds: 200_000_000_000_000_000).gregorianTicks == (1 << 60) - 1)
    }
}
