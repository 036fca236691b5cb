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
                let workers = try stack.workers
                let rounds = try (0..<Scale.choose(short: 2, long: 5)).map { try Round($0, on: stack) }
                let tally = rounds.map(\.tally).reduce(Tally(of: []), +)
                let audit = rounds.reduce(into: Audit()) { $0.add($1.audit) }
                promise.note("kills", rounds.count)
                let fewest = rounds.map { $0.tally.count(.refused) }.min() ?? 0
                promise.expect("fewest-refused-by-a-kill", fewest, atLeast: 1)
                promise.expect("slowest-refusal", tally.slowest(.refused), atMost: .seconds(3))
                promise.expect("slowest-answer", tally.slowest(.acknowledged, .rejected), atMost: .seconds(3))
                try promise.expectRecovery(
                    tally, audit, from: rounds.map(\.absence), workers: workers, on: stack)
            }
        }
    }
}

/// A load of its own around one kill, so that nothing overwrites what this kill cost before somebody looks.
private struct Round {
    let absence: Absence
    let tally: Tally
    let audit: Audit

    init(_ number: Int, on stack: Stack) throws {
        var kill: Absence?
        tally = try Load.run(on: stack, seed: UInt64(1 + number)) { load in
            try load.goOn(for: Scale.choose(short: 300, long: 2_000))
            kill = try Self.killDatabase(
                of: stack, after: .milliseconds(number * 37), for: .seconds(1 + number % 3))
            load.goOn(for: .seconds(3))
            try load.goOn(for: 300)
        }
        audit = try Audit(of: tally.entries, on: stack)
        guard let kill else { throw NotReady(what: "a database that was killed") }
        absence = kill
    }

    /// Kills the database at an arbitrary moment, and starts it again after a while.
    private static func killDatabase(of stack: Stack, after delay: Duration, for time: Duration) throws -> Absence {
        Thread.sleep(forTimeInterval: delay / .seconds(1))
        let start = ContinuousClock.now
        try stack.run("db", "kill")
        Thread.sleep(forTimeInterval: time / .seconds(1))
        let back = try StartOfDatabase(of: stack)
        try stack.run("db", "start")
        return Absence(start: start, end: try back.await())
    }
}
