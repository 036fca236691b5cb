/// A stretch of time in which something was away that the service needs.
struct Absence {
    let start: ContinuousClock.Instant
    let end: ContinuousClock.Instant
}

extension Tally {
    /// The longest time from the end of an absence to a client's first answer, and to the last request that failed.
    func slowestRecovery(from absences: [Absence]) -> Duration {
        let clients = Dictionary(grouping: samples, by: \.client).values
        let times = absences.indices.flatMap { index in
            let (back, next) = (absences[index].end, absences.dropFirst(index + 1).first?.start)
            return clients.map { samples in
                let after = samples.filter { sample in
                    sample.end > back && next.map { sample.start < $0 } ?? true
                }
                let first = after.first { $0.outcome.isAnswer }.map { $0.end - back } ?? .seconds(3600)
                return after.last { !$0.outcome.isAnswer }.map { max(first, $0.end - back) } ?? first
            }
        }
        return times.max() ?? .zero
    }
}

extension Promise {
    /// Notes that a load lost nothing and saw no failures but refusals, that clients were answered again at most 2 s after
    /// each absence, and that no worker process ended.
    mutating func expectRecovery(
        _ tally: Tally, from absences: [Absence], workers: [Int32], on stack: Stack
    ) throws {
        let audit = try Audit(of: tally.entries, on: stack)
        try expectRecovery(tally, audit, from: absences, workers: workers, on: stack)
    }

    /// The same of what was looked at already.
    mutating func expectRecovery(
        _ tally: Tally, _ audit: Audit, from absences: [Absence], workers: [Int32], on stack: Stack
    ) throws {
        expectRightAnswers(tally)
        expectNoFailures(in: tally, but: .refused)
        note("slowest-refusal", tally.slowest(.refused))
        note("slowest-answer", tally.slowest(.acknowledged, .rejected))
        expect("slowest-recovery", tally.slowestRecovery(from: absences), atMost: .seconds(2))
        try expectSameWorkers(workers, on: stack)
        try expectKept(audit, on: stack)
    }

    /// Expects that no worker process has ended.
    mutating func expectSameWorkers(_ workers: [Int32], on stack: Stack) throws {
        expect("worker-deaths", Set(workers).subtracting(try stack.workers).count, atMost: 0)
    }
}
