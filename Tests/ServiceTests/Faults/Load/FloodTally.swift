/// What the clients of a flood saw; see ``Outcome``.
struct FloodTally {
    private let figures: [Substring: Int]

    /// Reads what `flood.lua` printed.
    init(_ text: String) throws {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        let pairs = lines.filter { $0.count == 3 && $0[0] == "flood" }.compactMap { words in
            Int(words[2]).map { (words[1], $0) }
        }
        figures = Dictionary(pairs) { $1 }
        guard figures["p99"] != nil else { throw NotReady(what: "wrk's figures: \(text)") }
    }

    var acknowledged: Int { figures["acknowledged", default: 0] }
    var rejected: Int { figures["rejected", default: 0] }
    /// Refused with 503, for want of room.
    var refused: Int { figures["refused", default: 0] }
    /// Refused with 429, for too high a rate.
    var limited: Int { figures["limited", default: 0] }
    /// Refused without a word when to come again.
    var refusedBare: Int { figures["bare", default: 0] }
    /// Answered by nothing of these: other 5xx, and connections that ended.
    var failed: Int {
        ["undelivered", "failed", "broken"].reduce(0) { $0 + figures[$1, default: 0] }
    }
    /// Took longer than they may.
    var late: Int { figures["late", default: 0] }
    var count: Int { acknowledged + rejected + refused + limited + refusedBare + failed }
    var slowest: Duration { .microseconds(figures["slowest", default: 0]) }
    var median: Duration { .microseconds(figures["p50", default: 0]) }
    var percentile99: Duration { .microseconds(figures["p99", default: 0]) }
}

extension Promise {
    /// Notes what became of a flood, in which nothing may fail, be refused without a word or take too long.
    mutating func expectCleanAnswers(_ tally: FloodTally, _ name: String) {
        note("\(name)-acknowledged", tally.acknowledged)
        note("\(name)-rejected", tally.rejected)
        note("\(name)-refused", tally.refused)
        note("\(name)-limited", tally.limited)
        note("\(name)-p50", tally.median)
        note("\(name)-p99", tally.percentile99)
        note("\(name)-slowest", tally.slowest)
        expect("\(name)-refused-bare", tally.refusedBare, atMost: 0)
        expect("\(name)-failed", tally.failed, atMost: 0)
        expect("\(name)-late", tally.late, atMost: 0)
    }
}
