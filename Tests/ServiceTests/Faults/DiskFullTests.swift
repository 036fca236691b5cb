import Foundation
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
            }
        }
    }
}
