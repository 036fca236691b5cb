import JSON
import Testing

extension ServiceTests.RunningStack {
    struct DescriptionTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
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
