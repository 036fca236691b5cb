import Foundation
import Testing

extension ServiceTests.RunningStack {
    @Suite struct ClientTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test(
            "an app's client creates, reads, verifies and deletes every kind of credential",
            arguments: [
                ("php", "client.php", ["CREDENCE_API_KEY"]),
                ("ruby", "client.rb", ["CREDENCE_LEGACY_ACCOUNT", "CREDENCE_LEGACY_KEY"]),
            ])
        func client(_ interpreter: String, _ script: String, _ credentials: [String]) throws {
            let path = "\(Repository.path)/Tests/ServiceTests/Clients/\(script)"
            var environment = ["CREDENCE_URL": try stack.value("CREDENCE_URL"), "PATH": "/usr/bin:/bin"]
            for name in credentials { environment[name] = try stack.value(name) }
            let command = try Command("/usr/bin/env", [interpreter, path], environment: environment)
            #expect(command.status == 0, "\(command.text)\(command.errors)")
            #expect(command.errors.isEmpty)
            #expect(command.text.hasSuffix("delete it once more\n"), "it came to its end")
        }
    }
}
