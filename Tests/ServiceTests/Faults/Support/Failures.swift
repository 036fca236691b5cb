extension Promise {
    /// Expects that requests failed in no other way than these, and notes all that failed.
    mutating func expectNoFailures(in tally: Tally, but allowed: Outcome...) {
        let others = tally.failures.count { !allowed.contains($0.outcome) }
        expect(allowed.isEmpty ? "failed" : "other-failures", others, atMost: 0)
        if !tally.failures.isEmpty { note("failures", Tally.kinds(of: tally.failures)) }
    }
}
