import Testing

@testable import MariaDB

@Suite struct RetryBudgetTests {
    private func runs(after code: MariaDBError.Code) -> Int {
        var budget = RetryBudget()
        var runs = 0
        while budget.delay(after: MariaDBError(code)) != nil { runs += 1 }
        return runs
    }

    @Test(
        "what is certain not to have been committed runs again, what takes long less often",
        arguments: [(.deadlock, 24), (.notReady, 3), (.lockTimeout, 2), (.gone, 2)] as [(MariaDBError.Code, Int)])
    func bounded(code: MariaDBError.Code, expected: Int) {
        #expect(runs(after: code) == expected)
    }

    @Test(
        "nothing else runs again",
        arguments: [
            .unknownCommitOutcome, .duplicate(key: "k"), .connectFailed, .timeout, .other(1), .misuse,
        ] as [MariaDBError.Code])
    func refused(code: MariaDBError.Code) {
        #expect(runs(after: code) == 0)
    }

    @Test("an error from elsewhere does not run again")
    func foreign() {
        var budget = RetryBudget()
        #expect(budget.delay(after: CancellationError()) == nil)
    }

    @Test("pauses are random and stay under a limit that doubles until it is 128 ms")
    func jitter() throws {
        var seen: Set<Duration> = []
        for _ in 0..<50 {
            var budget = RetryBudget()
            var limit = Duration.milliseconds(4)
            while let delay = budget.delay(after: MariaDBError(.deadlock)) {
                #expect(delay >= .zero && delay <= limit)
                seen.insert(delay)
                limit = min(limit * 2, .milliseconds(128))
            }
        }
        #expect(seen.count > 50)
    }
}
