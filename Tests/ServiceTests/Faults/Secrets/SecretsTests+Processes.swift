import Foundation
import Testing

extension FaultTests.SecretsTests {
    /// Command lines and environments, which others on the machine may read (proc(5)).
    @Suite(.serialized) struct ProcessTests {
        @Test("no secret is in a command line or an environment, of what runs and of what ran to start it")
        func everywhere() {
            Promise.tell(
                "Secrets in the process table",
                "None is in the command line or the environment of a process that runs, or that ran to start it."
            ) { promise in try look(&promise) }
        }

        private func look(_ promise: inout Promise) throws {
            let shims = try Shims(ProcessInfo.processInfo.environment)
            defer { shims.remove() }
            let stack = try Stack(settings: shims.settings)
            defer { try? stack.remove() }
            try stack.start()
            try stack.run("credence", "access-key", "list")
            try stack.run("dump")
            let secrets = try stack.ownSecrets
            let calls = try shims.calls
            promise.expect("secrets", secrets.count, atLeast: 11)
            promise.expect("programs", Set(calls.map(\.program)).count, exactly: Shims.programs.count)
            let running = try running(stack)
            promise.expect("calls", calls.count, atLeast: Shims.programs.count)
            promise.expect("processes", running.count / 2, atLeast: 6)
            promise.expectNothing(of: secrets, in: calls.map { ($0.program, $0.contents) } + running)
        }

        /// The supervisor, two workers, the deliverer, nginx and the database.
        private func running(_ stack: Stack) throws -> [(name: String, contents: Data)] {
            let processes = try stack.processes
            let marker = PlantedSecret("marker", stack.state)
            return try processes.flatMap { process in
                let files = try ["cmdline", "environ"].map { name in
                    (name: "\(name) of a process", contents: Data(try ProcFile.text("/proc/\(process)/\(name)").utf8))
                }
                try #require(files.contains { marker.occurs(in: $0.contents) })
                return files
            }
        }
    }
}
