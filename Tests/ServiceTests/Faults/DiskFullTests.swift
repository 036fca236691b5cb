import Foundation
import JSON
import Testing

extension FaultTests {
    /// Needs root, to mount file systems.
    @Suite(.serialized, .enabled(if: geteuid() == 0), .stack(settings: ["CREDENCE_V2_RATE": "0"]))
    struct DiskFullTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("a full disk under the logs costs no request") func logs() {
            Promise.tell(
                "Disk full, logs", "No request fails while logs cannot be written, and logging goes on with room again."
            ) { promise in
                try stack.run("stop")
                let disk = try SmallDisk(
                    "logs", bytes: 1 << 20, of: stack, starting: ["start"], process: "supervisor")
                let workers = try stack.workers
                try disk.fill()
                var before = Int.max
                let tally = try Load.run(on: stack) { load in
                    try load.goOn(for: Scale.choose(short: 500, long: 20_000))
                    try disk.clear()
                    before = try logged
                    try load.goOn(for: 100)
                }
                promise.expectRightAnswers(tally)
                promise.expect("failed", tally.failures.count, atMost: 0)
                promise.expect("logged-again", try logged - before, atLeast: 1)
                try promise.expectSameWorkers(workers, on: stack)
                try promise.expectKept(tally, on: stack)
                try stack.run("stop")
            }
        }

        @Test("a full disk under the database costs nothing that was acknowledged") func data() {
            Promise.tell(
                "Disk full, database",
                """
                While the database cannot write, clients get 503 with Retry-After; every acknowledged write is kept, nothing \
                is there twice or half; with room again workers go on by themselves within 2 s, or within 2 s of the \
                database's return if that ended itself, as MariaDB may, and somebody had to start it again.
                """
            ) { promise in
                try stack.run("stop")
                let disk = try SmallDisk(
                    "database/1", bytes: 96 << 20, of: stack, starting: ["start"], process: "supervisor")
                let workers = try stack.workers
                var outages: [(absence: Absence, hasEnded: Bool)] = []
                let tally = try Load.run(on: stack) { load in
                    for _ in 0..<Scale.choose(short: 1, long: 3) { outages.append(try fill(disk, load)) }
                    try load.goOn(for: 300)
                }
                promise.note("disks-filled", outages.count)
                promise.note("ends-of-the-database", outages.count { $0.hasEnded })
                promise.expect("refused-at-least", tally.count(.refused), atLeast: 1)
                // A database that ends itself takes seconds to do so, and is waited for as long as for any answer of it.
                promise.expect("slowest-refusal", tally.slowest(.refused), atMost: .seconds(10))
                try promise.expectRecovery(tally, from: outages.map(\.absence), workers: workers, on: stack)
                try stack.run("stop")
            }
        }

        /// How much the first worker has logged.
        private var logged: Int {
            get throws {
                let log = "\(try stack.logs)/worker-1.log"
                return try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int ?? 0
            }
        }

        /// Fills the database's disk, and clears it again after a while.
        ///
        /// - Returns: How long nobody could write, and whether the database had ended itself meanwhile.
        private func fill(_ disk: SmallDisk, _ load: Load) throws -> (Absence, Bool) {
            try load.goOn(for: 200)
            let start = ContinuousClock.now
            try disk.fill()
            try waitForRefusal()
            try load.goOn(for: Scale.choose(short: 100, long: 2_000))
            try disk.clear()
            let hasEnded = try stack.process("database-1") == nil
            if hasEnded { try disk.run(["db", "start"], of: stack) }
            let absence = Absence(start: start, end: .now)
            load.goOn(for: .seconds(3))
            return (absence, hasEnded)
        }

        /// Writes until there is no room left in the database's own files either.
        private func waitForRefusal() throws {
            var wire = try Wire(to: stack)
            let user: JSON = ["user": ["user_type": "api", "reference": .text(String(repeating: "long ", count: 40))]]
            try wait(for: "a refusal", upTo: 120) {
                let reply = wire.send("POST", "/v1/users", user)
                if reply.outcome == .refused { return true }
                guard reply.isAcknowledged else {
                    throw NotReady(what: "a clean refusal: \(reply.status) \(reply.outcome)")
                }
                return false
            }
        }
    }
}
