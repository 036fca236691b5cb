import Credentials
import Testing

@Suite("Limit of guesses")
struct GuessLimitTests {
    private let start = Timestamp(seconds: 1_764_000_000)

    private func failing(at seconds: [Int]) -> GuessLimit {
        seconds.reduce(into: GuessLimit()) { $0.fail(at: start.adding(seconds: $1)) }
    }

    @Test("four failures cost nothing")
    func free() {
        let limit = failing(at: [0, 1, 2, 3])
        #expect(limit.failures == 4)
        #expect(limit.wait(at: start.adding(seconds: 3)) == nil)
    }

    @Test("the fifth costs 30 seconds, counted from it and rounded up")
    func fifth() {
        let limit = failing(at: [0, 1, 2, 3, 4])
        #expect(limit.wait(at: start.adding(seconds: 4)) == 30)
        #expect(limit.wait(at: start.adding(seconds: 33)) == 1)
        #expect(limit.wait(at: Timestamp(microseconds: start.adding(seconds: 34).microseconds - 1)) == 1)
        #expect(limit.wait(at: start.adding(seconds: 34)) == nil)
    }

    @Test("so does each one after it")
    func further() {
        var limit = failing(at: [0, 1, 2, 3, 4])
        for seconds in [34, 64, 94, 304] {
            let now = start.adding(seconds: seconds)
            #expect(limit.wait(at: now) == nil)
            limit.fail(at: now)
            #expect(limit.wait(at: now) == 30)
        }
        #expect(limit.failures == 9)
    }

    @Test("failures count together for five minutes from the first")
    func window() {
        #expect(failing(at: [0, 300]).failures == 2)
        let later = failing(at: [0, 1, 2, 3, 301])
        #expect(later.failures == 1)
        #expect(later.firstFailure == start.adding(seconds: 301))
    }

    @Test("once spaced out, they are forgotten after five minutes without one")
    func forgiven() {
        #expect(failing(at: [0, 1, 2, 3, 4, 304]).failures == 6)
        #expect(failing(at: [0, 1, 2, 3, 4, 305]).failures == 1)
    }

    @Test("a count that was stored is restored")
    func restored() {
        let limit = failing(at: [0, 1, 2, 3, 4])
        let restored = GuessLimit(
            failures: limit.failures, firstFailure: limit.firstFailure, lastFailure: limit.lastFailure)
        #expect(restored == limit)
        #expect(GuessLimit() == GuessLimit(failures: 0, firstFailure: nil, lastFailure: nil))
    }
}
