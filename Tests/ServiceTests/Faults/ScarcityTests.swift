import Foundation
import Testing

extension FaultTests {
    /// Needs root, to lower limits of processes and to raise them again.
    @Suite(.serialized, .enabled(if: geteuid() == 0), .stack(settings: ["CREDENCE_V2_RATE": "0"]))
    struct ScarcityTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("workers without a descriptor left take up their work again") func descriptors() {
            Promise.tell(
                "Descriptors exhausted",
                """
                With no descriptor left, workers let connections wait or refuse what they cannot do, lose nothing, and \
                work again 2 s after there are some, without a restart.
                """
            ) { promise in
                let (load, workers) = (try Load(on: stack), try stack.workers)
                let absences = try (0..<Scale.choose(short: 2, long: 10)).map { _ in
                    try load.goOn(for: 300)
                    return try exhaustDescriptors(of: workers)
                }
                load.goOn(for: .seconds(3))
                try promise.expectRecovery(load.stop(), from: absences, workers: workers, on: stack)
            }
        }

        @Test("a database without a connection left is a database that is away") func connections() {
            Promise.tell(
                "Database connections exhausted",
                """
                While others hold all connections of the database, requests are refused with Retry-After in under 3 s, \
                nothing is lost, and workers work again 2 s after there are some, without a restart.
                """
            ) { promise in
                let (load, workers) = (try Load(on: stack), try stack.workers)
                let absences = try (0..<Scale.choose(short: 2, long: 10)).map { _ in
                    try load.goOn(for: 300)
                    return try exhaustConnections()
                }
                load.goOn(for: .seconds(3))
                let tally = load.stop()
                promise.expect("refused-at-least", tally.count(.refused), atLeast: 1)
                promise.expect("slowest-refusal", tally.slowest(.refused), atMost: .seconds(3))
                try promise.expectRecovery(tally, from: absences, workers: workers, on: stack)
            }
        }

        @Test("a database that stands still again and again only takes longer") func pulses() {
            Promise.tell(
                "Slow disk",
                """
                A database that stands still for moments (SIGSTOP, in place of a slow disk) fails no request; one that \
                does so for longer than workers wait is a database that is away.
                """
            ) { promise in
                let (load, workers) = (try Load(on: stack), try stack.workers)
                try load.goOn(for: 300)
                for _ in 0..<Scale.choose(short: 10, long: 100) {
                    _ = try pauseDatabase(for: .milliseconds(300))
                    load.goOn(for: .milliseconds(100))
                }
                let long = try pauseDatabase(for: .seconds(3))
                load.goOn(for: .seconds(2))
                let tally = load.stop()
                promise.expect("failed", tally.failures.count, atMost: 0)
                try promise.expectRecovery(tally, from: [long], workers: workers, on: stack)
                guard Scale.isLong else { return }
                let patient = try Load(on: stack, seed: 2)
                let longest = try pauseDatabase(for: .seconds(12))
                patient.goOn(for: .seconds(3))
                try promise.expectRecovery(patient.stop(), from: [longest], workers: workers, on: stack)
            }
        }

        /// Leaves each worker three descriptors more than it has, for two seconds in which sessions end and many connect.
        private func exhaustDescriptors(of workers: [Int32]) throws -> Absence {
            let start = ContinuousClock.now
            for worker in workers {
                let count = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd").count
                try limitDescriptors(of: worker, to: "\(count + 3):")
            }
            let peers = try (1...2).flatMap { worker in
                let path = try stack.socket(of: worker)
                return try (1...100).map { _ in try Connection(path: path) }
            }
            Thread.sleep(forTimeInterval: 1)
            try stack.run("sql", input: "KILL USER credence@localhost")
            Thread.sleep(forTimeInterval: 1)
            for worker in workers { try limitDescriptors(of: worker, to: "4096:") }
            return withExtendedLifetime(peers) { Absence(start: start, end: .now) }
        }

        private func limitDescriptors(of process: Int32, to limits: String) throws {
            let words = ["prlimit", "--pid", "\(process)", "--nofile=\(limits)"]
            let command = try Command("/usr/bin/env", words, environment: ProcessInfo.processInfo.environment)
            guard command.status == 0 else { throw CommandFailed(words, command) }
        }

        /// Takes all connections of the database, ends those of the workers, and gives back what was taken.
        private func exhaustConnections() throws -> Absence {
            let path = "\(try stack.sockets)/database/1.sock"
            let start = ContinuousClock.now
            let others = try (1...40).map { _ in try Connection(path: path) }
            // In one session, for there will be no other.
            try stack.run(
                "sql",
                input: """
                    SET GLOBAL connect_timeout = 600;
                    SET GLOBAL max_connections = 30;
                    KILL USER credence@localhost;
                    DO SLEEP(2);
                    SET GLOBAL max_connections = 500;
                    SET GLOBAL connect_timeout = 10;
                    """)
            return withExtendedLifetime(others) { Absence(start: start, end: .now) }
        }

        private func pauseDatabase(for time: Duration) throws -> Absence {
            guard let database = try stack.process("database-1") else { throw NotReady(what: "the database") }
            let start = ContinuousClock.now
            kill(database, SIGSTOP)
            Thread.sleep(forTimeInterval: time / .seconds(1))
            kill(database, SIGCONT)
            return Absence(start: start, end: .now)
        }
    }
}
