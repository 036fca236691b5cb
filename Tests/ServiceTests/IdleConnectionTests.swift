import JSON
import Testing

extension ServiceTests.RunningStack {
    /// Each worker process has eight threads here.
    @Suite struct IdleConnectionTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("a worker with many more idle connections than threads serves new requests")
        func idleConnectionsCostNoThread() throws {
            try makeNginxKeep(64)
            for worker in 1...2 { #expect(try stack.connections(heldBy: worker) >= 64) }
            let others = try (1...2).flatMap { worker in
                let path = try stack.socket(of: worker)
                return try (0..<64).map { _ in try FastCGIClient(path: path) }
            }
            for other in others { #expect(try other.get("/healthz").contains(#"{"status":"ok"}"#)) }
            for worker in 1...2 { #expect(try stack.connections(heldBy: worker) >= 128) }

            let read = try (0..<200).map { _ in try stack.send("GET", "/v1/auth_providers").status }
            #expect(Set(read) == [200])
            let refused = try (0..<50).map { _ in try stack.send("POST", "/v1/credentials", [:]).status }
            #expect(Set(refused) == [422])

            for worker in 1...2 { #expect(try stack.connections(heldBy: worker) >= 128, "none was closed for it") }
            for other in others { #expect(try other.get("/healthz").contains(#"{"status":"ok"}"#)) }
        }

        /// Requests that cannot be answered yet need a connection each, which nginx keeps when they have been.
        private func makeNginxKeep(_ count: Int) throws {
            let request = try stack.request("GET", "/v1/auth_providers")
            let callers = try (0..<(2 * count + 20)).map { _ in try Connection(port: stack.port) }
            try stack.pausingWorkers {
                for caller in callers { try caller.send(request) }
                try wait(for: "nginx to connect") { try (1...2).allSatisfy { try stack.connections(to: $0) >= count } }
            }
            let statuses = try callers.map { try Answer(try $0.receiveAll()).status }
            #expect(Set(statuses) == [200])
        }
    }
}
