import Credentials
import Testing

@Suite("Limit of passwords guessed")
struct PasswordLimitTests {
    private let start = Timestamp(seconds: 1_764_000_000)

    private func failing(_ scope: PasswordLimit.Scope, times: Int) -> PasswordLimit {
        (0..<times).reduce(into: PasswordLimit(scope)) { $0.fail(at: start.adding(seconds: $1)) }
    }

    @Test(
        "the last free failure ends all tries until 15 minutes after the first, rounded up",
        arguments: [(PasswordLimit.Scope.pair, 10), (.source, 100)])
    func most(scope: PasswordLimit.Scope, most: Int) {
        #expect(failing(scope, times: most - 1).wait(at: start.adding(seconds: most)) == nil)
        let limit = failing(scope, times: most)
        #expect(limit.failures == most)
        #expect(limit.firstFailure == start)
        #expect(limit.wait(at: start.adding(seconds: most)) == 900 - most)
        #expect(limit.wait(at: Timestamp(microseconds: start.adding(seconds: 900).microseconds - 1)) == 1)
        #expect(limit.wait(at: start.adding(seconds: 900)) == nil)
    }

    @Test("a failure after the window is the first of a new one")
    func window() {
        var limit = failing(.pair, times: 10)
        limit.fail(at: start.adding(seconds: 899))
        #expect(limit.failures == 11)
        limit.fail(at: start.adding(seconds: 900))
        #expect(limit == PasswordLimit(.pair, failures: 1, firstFailure: start.adding(seconds: 900)))
    }

    @Test("a row that was just made counts from the first failure")
    func restored() {
        var limit = PasswordLimit(.pair, failures: 0, firstFailure: start)
        limit.fail(at: start.adding(seconds: 1))
        #expect(limit == PasswordLimit(.pair, failures: 1, firstFailure: start.adding(seconds: 1)))
    }

    @Test("of two limits the longer wait holds, and a failure counts for both")
    func both() {
        var limits = PasswordLimits(pair: failing(.pair, times: 10), source: PasswordLimit(.source))
        #expect(limits.wait(at: start.adding(seconds: 100)) == 800)
        limits.source = PasswordLimit(.source, failures: 100, firstFailure: start.adding(seconds: 50))
        #expect(limits.wait(at: start.adding(seconds: 100)) == 850)
        limits.pair = nil
        #expect(limits.wait(at: start.adding(seconds: 100)) == 850)
        var fresh = PasswordLimits(pair: PasswordLimit(.pair), source: PasswordLimit(.source))
        fresh.fail(at: start)
        #expect(fresh.pair?.failures == 1 && fresh.source.failures == 1)
        #expect(fresh.wait(at: start) == nil)
    }
}
