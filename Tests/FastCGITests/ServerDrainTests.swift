import Glibc
import Synchronization
import TestPeer
import Testing

@testable import FastCGI

struct ServerDrainTests {
    @Test("draining answers what is in flight, closes idle connections and removes the socket file")
    func inFlight() throws {
        let gate = Gate()
        try draining { request in
            if request.parameters["SLOW"] != nil { gate.pass() }
            return .text("answered")
        } during: { server, path in
            let idle = try FastCGIClient(path: path)
            #expect(idle.request().body == "answered")
            let silent = try FastCGIClient(path: path)
            let slow = try FastCGIClient(path: path)
            slow.send(Records.request(["SLOW": "1"]))
            #expect(eventually { gate.arrivals == 1 })
            let result = try stopping(server)
            #expect(idle.isClosedByServer)
            #expect(silent.isClosedByServer)
            #expect(access(path, F_OK) != 0)
            #expect(!slow.hasNews(within: 0))
            gate.open()
            #expect(slow.receive().body == "answered")
            #expect(slow.isClosedByServer)
            #expect(result() == true)
        }
    }

    @Test("a request that waits in the backlog when draining begins is answered")
    func backlog() throws {
        let gate = Gate()
        try draining(.testing { $0.maximumConnections = 3 }) { request in
            if request.parameters["SLOW"] != nil { gate.pass() }
            return .text("answered")
        } during: { server, path in
            let slow = try (0..<2).map { _ in try FastCGIClient(path: path) }
            for client in slow { client.send(Records.request(["SLOW": "1"])) }
            #expect(eventually { gate.arrivals == 2 })
            let waiting = try FastCGIClient(path: path)
            waiting.send(Records.request())
            let result = try stopping(server)
            gate.open()
            for client in slow + [waiting] { #expect(client.receive().body == "answered") }
            #expect(result() == true)
        }
    }

    @Test("a request that has come in part when draining begins is answered")
    func partial() throws {
        try draining { server, path in
            let client = try FastCGIClient(path: path)
            let bytes = Records.request()
            client.send(Array(bytes.dropLast(12)))
            #expect(eventually { server.connections.count == 1 })
            #expect(!client.hasNews(within: 50))
            let result = try stopping(server)
            client.send(bytes.suffix(12))
            #expect(client.receive().status == 200)
            #expect(result() == true)
        }
    }

    @Test("stopping says so when work outlasts the drain limit")
    func limit() throws {
        let gate = Gate()
        try draining(.testing { $0.drainLimit = .milliseconds(100) }) { _ in
            gate.pass()
            return .text("late")
        } during: { server, path in
            let client = try FastCGIClient(path: path)
            client.send(Records.request())
            #expect(eventually { gate.arrivals == 1 })
            #expect(!server.stop())
            gate.open()
            #expect(client.receive().body == "late")
        }
    }

    @Test("stopping twice, and stopping what never started, is harmless")
    func twice() throws {
        try draining { server, path in
            try #expect(FastCGIClient(path: path).request().status == 200)
            #expect(server.stop())
            #expect(server.stop())
        }
        try withSocketPath { path in
            let server = try Server(Configuration(listen: .unix(path: path))) { _ in
                FunctionHandler { _ in .text("") }
            }
            #expect(server.stop())
            #expect(access(path, F_OK) != 0)
        }
    }

    private func draining(
        _ configuration: Configuration = .testing(),
        handler: @escaping @Sendable (Request) -> Reply = { _ in .text("") },
        during body: (Server<FunctionHandler>, String) throws -> Void
    ) throws {
        try withSocketPath { path in
            var configuration = configuration
            configuration.listen = .unix(path: path)
            configuration.threads = 4
            let server = try Server(configuration) { _ in FunctionHandler(function: handler) }
            try server.start()
            try body(server, path)
        }
    }

    /// Stops the server in another thread, and returns once it drains; the function waits for the outcome.
    private func stopping(_ server: Server<FunctionHandler>) throws -> () -> Bool? {
        let outcome = Outcome()
        let thread = try FastCGI.Thread { outcome.value.withLock { $0 = server.stop() } }
        #expect(eventually { server.isDraining.load(ordering: .sequentiallyConsistent) })
        return {
            thread.join()
            return outcome.value.withLock { $0 }
        }
    }
}

private final class Outcome: Sendable {
    let value = Mutex<Bool?>(nil)
}
