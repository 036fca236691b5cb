import Foundation
import Testing

extension FaultTests {
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0"])) struct DatabaseKilledTests {
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
                promise.expect("slowest-refusal", tally.slowest(.refused), atMost: .seconds(3))
                try promise.expectRecovery(tally, from: absences, workers: workers, on: stack)
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
    }
}
