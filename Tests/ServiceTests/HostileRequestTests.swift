import Foundation
import JSON
import Testing

extension ServiceTests {
    /// Hostile requests over HTTP; `scripts/hostile-http` sends any number of them.
    @Suite(.serialized, .stack(settings: ["CREDENCE_V2_RATE": "0", "CREDENCE_V2_SESSIONS": "100000"]))
    struct HostileRequestTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("no mutated request ends a worker, makes it fail, or is answered outside of its family's envelope")
        func mutated() throws {
            let seed = UInt32.random(in: 0...(.max))
            let command = try Command(
                "/usr/bin/python3",
                [
                    "\(Repository.path)/scripts/hostile-http", "--requests", "5000", "--seed", "\(seed)", "--slowest",
                    "60",
                ], environment: ["CREDENCE_STATE": stack.state, "PATH": "/usr/bin:/bin"])
            #expect(command.status == 0, "\(command.text)\(command.errors)")
            #expect(command.text.contains("2xx"), "\(command.text)")
        }

        @Test("the description is sound OpenAPI, as others see it")
        func description() throws {
            let answer = try stack.exchange(
                Array("GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8))
            #expect(answer.status == 200 && answer.headers["cache-control"] == "public, max-age=3600")
            let verdict = try Command(
                try PythonPackages.interpreter(), ["-m", "openapi_spec_validator", "-"],
                environment: [:], input: JSON.object(answer.object).encoded())
            #expect(verdict.status == 0, "\(verdict.text)\(verdict.errors)")
        }
    }
}
