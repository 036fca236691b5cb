/// What the clients of a load saw.
struct Tally: Sendable {
    /// All requests, each client's in order.
    let samples: [Sample]
    /// All that was written.
    let entries: [Entry]
    /// Answers that contradict what their client knew.
    let wrongs: [String]
    /// How often a value was read that had been overwritten.
    let stale: Int

    init(of customers: [Customer]) {
        samples = customers.flatMap(\.samples)
        entries = customers.flatMap(\.entries)
        wrongs = customers.flatMap(\.wrongs)
        stale = customers.reduce(0) { $0 + $1.stale }
    }

    private init(samples: [Sample], entries: [Entry], wrongs: [String], stale: Int) {
        (self.samples, self.entries, self.wrongs, self.stale) = (samples, entries, wrongs, stale)
    }

    /// What the clients of two loads saw, one after the other.
    static func + (first: Tally, second: Tally) -> Tally {
        Tally(
            samples: first.samples + second.samples, entries: first.entries + second.entries,
            wrongs: first.wrongs + second.wrongs, stale: first.stale + second.stale)
    }

    /// How many requests ended like this.
    func count(_ outcomes: Outcome...) -> Int {
        samples.count { outcomes.contains($0.outcome) }
    }

    /// How many of a hundred requests the service answered.
    var answeredPercent: Int {
        samples.count { $0.outcome.isAnswer } * 100 / max(samples.count, 1)
    }

    /// The requests that were not answered as they should have been.
    var failures: [Sample] {
        samples.filter { !$0.outcome.isAnswer }
    }

    /// How long the slowest request took that ended like one of these; zero when none did.
    func slowest(_ outcomes: Outcome...) -> Duration {
        samples.lazy.filter { outcomes.contains($0.outcome) }.map(\.latency).max() ?? .zero
    }

    /// The longest time during which one client got no answer: from the start of the first request that failed to the end
    /// of the next one that did not.
    var longestOutage: Duration {
        var longest = Duration.zero
        for own in Dictionary(grouping: samples, by: \.client).values {
            var begin: ContinuousClock.Instant?
            for sample in own {
                if !sample.outcome.isAnswer {
                    begin = begin ?? sample.start
                } else if let start = begin {
                    longest = max(longest, sample.end - start)
                    begin = nil
                }
            }
            if let begin, let last = own.last { longest = max(longest, last.end - begin) }
        }
        return longest
    }

    /// The kinds of failures, the most frequent first, such as `updateUser 502 undelivered ×3`.
    static func kinds(of samples: [Sample]) -> String {
        let kinds = Dictionary(grouping: samples) { "\($0.operation) \($0.status) \($0.outcome)" }.mapValues(\.count)
        return kinds.sorted { $0.value > $1.value }.prefix(6).map { "\($0.key) ×\($0.value)" }.joined(separator: ", ")
    }
}

extension Promise {
    /// Notes how many requests there were and how they ended, and that no answer contradicted what a client knew.
    mutating func expectRightAnswers(_ tally: Tally) {
        note("requests", tally.samples.count)
        note("acknowledged", tally.count(.acknowledged))
        note("refused", tally.count(.refused))
        note("longest-outage", tally.longestOutage)
        expect("wrong-answers", tally.wrongs.count, atMost: 0)
        expect("stale-answers", tally.stale, atMost: 0)
        for wrong in tally.wrongs.prefix(3) { breach(wrong) }
    }
}
