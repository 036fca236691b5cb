import Foundation
import JSON
import Testing

extension ServiceTests {
    /// What happens when parts of the stack die, are replaced or are stopped.
    @Suite(.serialized, .stack()) struct FailureTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("no read fails while a worker process is killed again and again") func workerKilled() throws {
            let path = "/v1/realms/\(try stack.value("CREDENCE_REALM"))"
            let stream = RequestStream { [stack] note in note("GET \(try stack.send("GET", path).status)") }
            for _ in 1...5 {
                try stream.goOn(for: 30)
                let killed = try stack.workers[0]
                try stack.run("worker", "kill", "1")
                try wait(for: "the next worker") {
                    let workers = try stack.workers
                    return workers.count == 2 && !workers.contains(killed)
                }
            }
            try stream.goOn(for: 30)
            #expect(stream.stop().keys.sorted() == ["GET 200"])
        }

        @Test("reads that are cut off at one worker after the other are asked once more") func cutOffAtEach() throws {
            // New workers hold no idle connections, which would be counted as requests. They have no sessions either, and a
            // session waits for its database for 3 s: the two waits take some hundredths.
            try stack.run("reload")
            let database = try #require(try stack.process("database-1"))
            let workers = try stack.workers
            let request = try stack.request("GET", "/v1/users")
            let callers = try (0..<8).map { _ in try Connection(port: stack.port) }
            do {
                kill(database, SIGSTOP)
                defer { kill(database, SIGCONT) }
                for caller in callers { try caller.send(request) }
                try wait(for: "all requests, some at each") {
                    let held = try (1...2).map { try stack.connections(to: $0, heldBy: workers[$0 - 1]) }
                    return !held.contains(0) && held.reduce(0, +) >= callers.count
                }
                kill(workers[0], SIGKILL)
                try wait(for: "all of them at one") {
                    try stack.connections(to: 2, heldBy: workers[1]) >= callers.count
                }
                kill(workers[1], SIGKILL)
            }
            let statuses = try callers.map { try Answer(try $0.receiveAll()).status }
            #expect(statuses == callers.map { _ in 200 })
        }

        @Test("replacing all workers loses no request of any verb") func reload() throws {
            let stream = RequestStream { [stack] note in
                let made = try stack.send("POST", "/v1/users", ["user": ["user_type": "api"]])
                note("POST \(made.status)")
                guard made.status == 201 else { return }
                let path = "/v1/users/\(try made.text("id"))"
                note("PUT \(try stack.send("PUT", path, ["user": ["name": "Importer"]]).status)")
                note("GET \(try stack.send("GET", path).status)")
                note("HEAD \(try stack.send("HEAD", path).status)")
                note("DELETE \(try stack.send("DELETE", path).status)")
            }
            for _ in 1...3 {
                try stream.goOn(for: 50)
                let before = try stack.workers
                try stack.run("reload")
                #expect(try Set(stack.workers).isDisjoint(with: before))
            }
            try stream.goOn(for: 50)
            #expect(stream.stop().keys.sorted() == ["DELETE 204", "GET 200", "HEAD 200", "POST 201", "PUT 200"])
        }

        @Test("without its database the service says so, and serves again when it is back") func databaseKilled() throws
        {
            let workers = try stack.workers
            try stack.run("db", "kill")
            for (method, target) in [("GET", "/v1/users"), ("POST", "/v1/users"), ("DELETE", "/v1/users/ada")] {
                let answer = try stack.send(method, target)
                #expect(answer.status == 503 && answer.object.names == ["error"])
                #expect(answer.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0)
                #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
            }
            #expect(try stack.send("GET", "/readyz").status == 503)
            #expect(try stack.send("GET", "/healthz").status == 200)
            try stack.run("db", "start")
            #expect(try stack.send("GET", "/readyz").status == 200)
            let statuses = try (0..<50).map { _ in try stack.send("GET", "/v1/users").status }
            #expect(Set(statuses) == [200])
            #expect(try stack.workers == workers, "the same processes serve")
        }

        @Test("a worker told to end finishes what it has begun, and ends well") func drain() throws {
            let worker = try stack.workers[0]
            let client = try FastCGIClient(path: try stack.socket(of: 1))
            try client.begin("/readyz")
            try wait(for: "the worker to read") { client.connection.unread == 0 }
            kill(worker, SIGTERM)
            try wait(for: "the worker to drain") { try log("worker-1").contains(#""message":"draining""#) }
            #expect(try client.finish().contains(#"{"status":"ready"}"#))
            try wait(for: "its end") { try log("supervisor").contains("pid \(worker) ended with 0\n") }
            try wait(for: "its successor") { try stack.workers.count == 2 && !stack.workers.contains(worker) }
        }

        @Test("a stopped stack leaves no process, and starts again with its data") func stop() throws {
            let name = try stack.newHuman().text("username")
            let parts = try ["supervisor", "nginx", "database-1"].map { try #require(try stack.process($0)) }
            let before = Set(try parts + stack.workers)
            #expect(before.isSubset(of: try stack.processes), "the search finds what runs")
            try stack.run("stop")
            #expect(try stack.processes == [])
            #expect(try stack.workers == [])
            #expect(throws: SocketError.self) { try Connection(port: stack.port) }
            try stack.start()
            #expect(try stack.send("GET", "/v1/users/\(name)").status == 200)
        }

        private func log(_ name: String) throws -> String {
            try String(contentsOfFile: "\(try stack.value("CREDENCE_LOG_DIR"))/\(name).log", encoding: .utf8)
        }
    }
}
