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
                let load = try Load(on: stack)
                try load.goOn(for: Scale.choose(short: 500, long: 20_000))
                try disk.clear()
                let log = "/proc/\(workers[0])/root\(stack.state)/logs/worker-1.log"
                let before = try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
                try load.goOn(for: 100)
                let tally = load.stop()
                let after = try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
                promise.expectRightAnswers(tally)
                promise.expect("failed", tally.failures.count, atMost: 0)
                promise.expect("logged-again", (after ?? 0) - (before ?? 0), atLeast: 1)
                promise.expect("processes-ended", Set(workers).subtracting(try stack.workers).count, atMost: 0)
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
                let (workers, load) = (try stack.workers, try Load(on: stack))
                var (back, ends) = ([ContinuousClock.Instant](), 0)
                for _ in 0..<Scale.choose(short: 1, long: 3) {
                    try load.goOn(for: 200)
                    try disk.fill()
                    try waitForRefusal()
                    try load.goOn(for: Scale.choose(short: 100, long: 2_000))
                    try disk.clear()
                    if try stack.process("database-1") == nil {
                        ends += 1
                        try disk.run(["db", "start"], of: stack)
                    }
                    back.append(.now)
                    load.goOn(for: .seconds(3))
                }
                try load.goOn(for: 300)
                let tally = load.stop()
                promise.expect("disks-filled", back.count, exactly: Scale.choose(short: 1, long: 3))
                promise.note("ends-of-the-database", ends)
                promise.expectRightAnswers(tally)
                let others = tally.failures.filter { $0.outcome != .refused }
                promise.expect("other-failures", others.count, atMost: 0)
                if !others.isEmpty { promise.note("others", Tally.kinds(of: others)) }
                // A database that ends itself takes seconds to do so, and is waited for as long as for any answer of it.
                promise.expect("slowest-refusal", tally.slowest(.refused), atMost: .seconds(10))
                promise.expect("slowest-recovery", slowestRecovery(from: back, tally), atMost: .seconds(2))
                promise.expect("worker-deaths", try stack.workers == workers ? 0 : 1, atMost: 0)
                try promise.expectKept(tally, on: stack)
                try stack.run("stop")
            }
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

        /// The longest time from the moment of a return to the end of the last request of the next three seconds that failed.
        private func slowestRecovery(from returns: [ContinuousClock.Instant], _ tally: Tally) -> Duration {
            returns.map { back in
                let failed = tally.failures.filter { $0.end > back && $0.start < back + .seconds(3) }
                return failed.map { $0.end - back }.max() ?? .zero
            }.max() ?? .zero
        }
    }
}
