import Foundation
import Testing

extension FaultTests.ScarcityTests {
    @Test("a database that waits for its disk only takes longer") func slow() {
        Promise.tell(
            "Slow disk",
            """
            While the database waits for its disk (SIGSTOP) again and again, nothing fails; while only its commits wait \
            (a global read lock), reads take at most 1 s; one that stands still for longer than workers wait is a \
            database that is away, which clients are told within 15 s.
            """
        ) { promise in
            let workers = try stack.workers
            var (tally, stalls, pauses) = (Tally(of: []), [Absence](), [Absence]())
            let reads = try Load.run(on: stack, clients: 2, seed: 2, operations: [.readUser, .readDevice]) { _ in
                tally = try Load.run(on: stack) { load in
                    stalls = try slow(load)
                    pauses = [try pauseDatabase(for: .seconds(3))]
                    load.goOn(for: .seconds(2))
                }
            }
            promise.expect("failed", tally.failures.count + reads.failures.count, atMost: 0)
            expectReads(&promise, reads, during: stalls)
            try promise.expectRecovery(tally, from: pauses, workers: workers, on: stack)
            if Scale.isLong { try outlast(&promise, workers) }
        }
    }

    /// Lets the database wait for its disk for moments, and then only its commits for longer.
    ///
    /// - Returns: When commits waited.
    private func slow(_ load: Load) throws -> [Absence] {
        try load.goOn(for: 300)
        for _ in 0..<Scale.choose(short: 5, long: 50) {
            _ = try pauseDatabase(for: .milliseconds(300))
            load.goOn(for: .milliseconds(100))
        }
        return try (0..<Scale.choose(short: 1, long: 5)).map { _ in
            defer { load.goOn(for: .milliseconds(500)) }
            return try stallCommits(for: 2)
        }
    }

    private func expectReads(_ promise: inout Promise, _ tally: Tally, during stalls: [Absence]) {
        let reads = stalls.map { tally.reads(from: $0.start, for: $0.end - $0.start) }
        promise.expect("reads-beside-commits", reads.reduce(0) { $0 + $1.count }, atLeast: stalls.count)
        promise.expect("slowest-read", reads.map { $0.percentile(100) }.max() ?? .zero, atMost: .seconds(1))
    }

    /// Lets the database stand still until workers give up: after 10 s without an answer, and 3 s in which no other session
    /// could be opened.
    private func outlast(_ promise: inout Promise, _ workers: [Int32]) throws {
        var pauses: [Absence] = []
        let tally = try Load.run(on: stack, seed: 3) { load in
            pauses = [try pauseDatabase(for: .seconds(14))]
            load.goOn(for: .seconds(3))
        }
        promise.expect("refused-at-last", tally.count(.refused), atLeast: 1)
        try promise.expectRecovery(tally, from: pauses, workers: workers, on: stack)
    }

    private func pauseDatabase(for time: Duration) throws -> Absence {
        guard let database = try stack.process("database-1") else { throw NotReady(what: "the database") }
        let start = ContinuousClock.now
        kill(database, SIGSTOP)
        Thread.sleep(forTimeInterval: time / .seconds(1))
        kill(database, SIGCONT)
        return Absence(start: start, end: .now)
    }

    private func stallCommits(for seconds: Int) throws -> Absence {
        let start = ContinuousClock.now
        try stack.run("sql", input: "FLUSH TABLES WITH READ LOCK; DO SLEEP(\(seconds)); UNLOCK TABLES;")
        return Absence(start: start, end: .now)
    }
}
