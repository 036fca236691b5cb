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
                let workers = try stack.workers
                let (tally, absences) = try lose { try exhaustDescriptors(of: workers) }
                try promise.expectRecovery(tally, from: absences, workers: workers, on: stack)
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
                let workers = try stack.workers
                let (tally, absences) = try lose { try exhaustConnections() }
                promise.expect("refused-at-least", tally.count(.refused), atLeast: 1)
                promise.expect("slowest-refusal", tally.slowest(.refused), atMost: .seconds(3))
                try promise.expectRecovery(tally, from: absences, workers: workers, on: stack)
            }
        }

        /// Takes something away under load, a few times.
        private func lose(_ something: () throws -> Absence) throws -> (Tally, [Absence]) {
            var absences: [Absence] = []
            let tally = try Load.run(on: stack) { load in
                for _ in 0..<Scale.choose(short: 1, long: 6) {
                    try load.goOn(for: 300)
                    absences.append(try something())
                }
                load.goOn(for: .seconds(3))
            }
            return (tally, absences)
        }

        /// Leaves each worker three descriptors more than it has, which peers take at once, for two seconds in which sessions
        /// end too.
        private func exhaustDescriptors(of workers: [Int32]) throws -> Absence {
            let start = ContinuousClock.now
            let limits = try workers.map { try Self.descriptors(of: $0) + 3 }
            for (worker, limit) in zip(workers, limits) { try limitDescriptors(of: worker, to: "\(limit):") }
            let peers = try (1...2).flatMap { worker in
                let path = try stack.socket(of: worker)
                return try (1...100).map { _ in try Connection(path: path) }
            }
            try wait(for: "no descriptor to be left") {
                try zip(workers, limits).allSatisfy { try Self.descriptors(of: $0) >= $1 }
            }
            Thread.sleep(forTimeInterval: 1)
            try stack.run("sql", input: "KILL USER credence@localhost")
            Thread.sleep(forTimeInterval: 1)
            for worker in workers { try limitDescriptors(of: worker, to: "16384:") }
            return withExtendedLifetime(peers) { Absence(start: start, end: .now) }
        }

        private static func descriptors(of process: Int32) throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
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
    }
}
