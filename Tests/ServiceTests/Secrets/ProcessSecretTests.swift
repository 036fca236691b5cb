import Foundation
import Testing

extension ServiceTests {
    /// Command lines and environments, which others on the machine may read (proc(5)).
    @Suite(.serialized) struct ProcessSecretTests {
        @Test("no secret is in a command line or an environment, of what runs and of what ran to start it")
        func everywhere() throws {
            let shims = try Shims(ProcessInfo.processInfo.environment)
            defer { shims.remove() }
            let stack = try Stack(settings: shims.settings)
            defer { try? stack.remove() }
            try stack.start()
            try stack.run("credence", "access-key", "list")
            try stack.run("dump")
            let secrets = try stack.ownSecrets
            try #require(secrets.count > 10)
            var places = try shims.calls
            #expect(Set(places.map(\.program)) == Set(Shims.programs))
            places += try running(stack)
            for (place, contents) in places {
                for secret in secrets where secret.occurs(in: contents) { Issue.record("\(secret.name): \(place)") }
            }
        }

        /// The supervisor, two workers, the deliverer, nginx and the database.
        private func running(_ stack: Stack) throws -> [(String, Data)] {
            let processes = try stack.processes
            #expect(processes.count >= 6)
            let marker = PlantedSecret("marker", stack.state)
            return try processes.flatMap { process in
                let files = try ["cmdline", "environ"].map { name in
                    ("\(name) of a process", Data(try ProcFile.text("/proc/\(process)/\(name)").utf8))
                }
                #expect(files.contains { marker.occurs(in: $0.1) })
                return files
            }
        }
    }
}
