import Foundation
import Testing

extension FaultTests {
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0"])) struct DatabaseKilledTests {
        /// When the database was killed, and when it was back.
        private struct Absence {
            let start: ContinuousClock.Instant
            let end: ContinuousClock.Instant
        }

        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("a database that is killed under load loses nothing that was acknowledged") func killed() {
            Promise.tell(
                "Database killed",
                """
                Every acknowledged write is there after each restart, nothing twice or half; workers recover by \
                themselves within 2 s; meanwhile clients get 503 with Retry-After in under 3 s, never a hang, a 500 or a \
                wrong answer.
                """
            ) { promise in
                let (load, workers) = (try Load(on: stack), try stack.workers)
                let absences = try (0..<Scale.choose(short: 2, long: 5)).map { round in
                    try load.goOn(for: Scale.choose(short: 300, long: 2_000))
                    return try killDatabase(after: .milliseconds(round * 37), for: .seconds(1 + round % 3))
                }
                load.goOn(for: .seconds(3))
                try load.goOn(for: 300)
                let tally = load.stop()
                promise.note("kills", absences.count)
                promise.expectRightAnswers(tally)
                let others = tally.failures.filter { $0.outcome != .refused }
                promise.expect("other-failures", others.count, atMost: 0)
                if !others.isEmpty { promise.note("others", Tally.kinds(of: others)) }
                promise.expect("slowest-refusal", tally.slowest(.refused), atMost: .seconds(3))
                promise.note("slowest-answer", tally.slowest(.acknowledged, .rejected))
                promise.expect("slowest-recovery", slowestRecovery(from: absences, tally), atMost: .seconds(2))
                promise.expect("worker-deaths", try stack.workers == workers ? 0 : 1, atMost: 0)
                try promise.expectKept(tally, on: stack)
            }
        }

        /// Kills the database at an arbitrary moment, and starts it again after a while.
        private func killDatabase(after delay: Duration, for time: Duration) throws -> Absence {
            Thread.sleep(forTimeInterval: delay / .seconds(1))
            let start = ContinuousClock.now
            try stack.run("db", "kill")
            Thread.sleep(forTimeInterval: time / .seconds(1))
            let back = try StartOfDatabase(of: stack)
            try stack.run("db", "start")
            return Absence(start: start, end: try back.await())
        }

        /// The longest time from the database's return to a client's first answer, and to the last request that failed.
        private func slowestRecovery(from absences: [Absence], _ tally: Tally) -> Duration {
            let clients = Dictionary(grouping: tally.samples, by: \.client).values
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
}
