import Credentials
import Glibc
import Testing

@Suite("Timestamp")
struct TimestampTests {
    @Test("now agrees with the C library's clock")
    func now() {
        var before = timespec()
        var after = timespec()
        clock_gettime(CLOCK_REALTIME, &before)
        let now = Timestamp.now
        clock_gettime(CLOCK_REALTIME, &after)
        let earliest = Int64(before.tv_sec) * 1_000_000 + Int64(before.tv_nsec) / 1000 - 1
        let latest = Int64(after.tv_sec) * 1_000_000 + Int64(after.tv_nsec) / 1000 + 1
        #expect(earliest...latest ~= now.microseconds)
    }

    @Test(
        "seconds and milliseconds round down, before the epoch too",
        arguments: [
            (1_423_941_493_701_999, 1_423_941_493_701, 1_423_941_493), (999, 0, 0), (-1, -1, -1),
            (-1_000_000, -1000, -1), (-1_000_001, -1001, -2),
        ] as [(Int64, Int64, Int64)]
    )
    func units(microseconds: Int64, milliseconds: Int64, seconds: Int64) {
        let time = Timestamp(microseconds: microseconds)
        #expect(time.milliseconds == milliseconds)
        #expect(time.seconds == seconds)
    }

    @Test("whole seconds come back, and what is too far away stays at the end")
    func wholeSeconds() {
        #expect(Timestamp(seconds: 1_423_963_093).microseconds == 1_423_963_093_000_000)
        #expect(Timestamp(seconds: -1).microseconds == -1_000_000)
        #expect(Timestamp(seconds: .max).microseconds == .max)
        #expect(Timestamp(seconds: .min).microseconds == .min)
    }

    @Test("seconds with a fraction are rounded to the microsecond")
    func fractionalSeconds() {
        #expect(Timestamp(seconds: 1_423_941_493.701)?.microseconds == 1_423_941_493_701_000)
        #expect(Timestamp(seconds: -0.5)?.microseconds == -500_000)
    }

    @Test("what is no time is refused", arguments: [Double.nan, .infinity, -.infinity, 1e13, -1e300])
    func noTime(seconds: Double) {
        #expect(Timestamp(seconds: seconds) == nil)
    }

    @Test("seconds are added and taken away, and the ends hold")
    func adding() {
        let time = Timestamp(microseconds: 1_500_000)
        #expect(time.adding(seconds: 2).microseconds == 3_500_000)
        #expect(time.adding(seconds: -2).microseconds == -500_000)
        #expect(Timestamp(microseconds: .max).adding(seconds: 1).microseconds == .max)
        #expect(Timestamp(microseconds: .min).adding(seconds: -1).microseconds == .min)
        #expect(time.adding(seconds: .max).microseconds == .max)
    }

    @Test("earlier is less")
    func order() {
        #expect(Timestamp(microseconds: -1) < Timestamp(microseconds: 0))
        #expect(Timestamp(seconds: 2) > Timestamp(seconds: 1))
    }
}
