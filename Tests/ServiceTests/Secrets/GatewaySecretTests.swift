import Foundation
import JSON
import Testing

extension ServiceTests {
    /// What nginx says and writes of requests that it refuses by itself, or that no worker answers.
    @Suite(.serialized, .stack()) struct GatewaySecretTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("no answer of nginx and no log of it has a secret of the request that it refuses")
        func refusals() throws {
            let secret = PlantedSecret.random()
            for family in ["v1", "v2"] {
                for (status, request) in try refused(family, secret) {
                    let answer = try answer(to: request)
                    #expect(answer.status == status, "\(request.prefix(16))")
                    expectNothing(of: secret, in: answer)
                }
                try stack.pausingWorkers {
                    // Nobody waits for the answer: nginx notes that, too.
                    let connection = try Connection(port: stack.port, patience: 1)
                    try connection.send(Array(request("GET /\(family)/\(secret)?a=\(secret)", secret).utf8))
                    #expect(throws: SocketError.self) { try connection.receive() }
                }
            }
            try endWorkers()
            for family in ["v1", "v2"] {
                let answer = try answer(to: request("GET /\(family)/\(secret)?a=\(secret)", secret))
                #expect(answer.status == 502)
                expectNothing(of: secret, in: answer)
            }
            try expectNothingInLogs(of: secret)
        }

        /// Reads no further than the answer: nginx resets connections whose request it has not read to the end.
        private func answer(to request: String) throws -> Answer {
            let connection = try Connection(port: stack.port)
            try connection.send(Array(request.utf8))
            return try connection.answer()
        }

        private func expectNothing(of secret: String, in answer: Answer) {
            let planted = PlantedSecret("", secret)
            let headers = answer.headers.map { "\($0): \($1)" }.joined(separator: "\n")
            #expect(!planted.occurs(in: Data(answer.body)), "\(answer.status)")
            #expect(!planted.occurs(in: Data(headers.utf8)), "\(answer.status)")
        }

        /// A request with a secret in every place, and the status that nginx refuses it with.
        private func refused(_ family: String, _ secret: String) throws -> [(Int, String)] {
            let target = "/\(family)/\(secret)?token=\(secret)"
            let long = String(repeating: "x", count: 13_000)
            return [
                (400, "GET \(target) HTTP/1.1\r\nHost: a\r\nHost: \(secret)\r\nConnection: close\r\n\r\n"),
                (400, request("GET \(target)", secret, "Content-Length: \(secret)\r\n")),
                (400, request("POST \(target)", secret, "Transfer-Encoding: chunked\r\n") + "\(secret)\r\n"),
                (400, "\(secret) \(target) HTTP/1.1\r\n\r\n"),
                (400, "GET /\(family)/%zz\(secret) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                (405, request("TRACE \(target)", secret)),
                (413, request("POST \(target)", secret, "Content-Length: 9999999\r\n")),
                (414, request("GET \(target)\(long)", secret)),
                (431, request("GET \(target)", secret, "X-Long: \(secret)\(long)\r\n")),
                (501, request("POST \(target)", secret, "Transfer-Encoding: \(secret)\r\n")),
                (505, "GET \(target) HTTP/3.0\r\nHost: a\r\nAuthorization: Bearer \(secret)\r\n\r\n"),
            ]
        }

        private func request(_ line: String, _ secret: String, _ headers: String = "") -> String {
            let names = ["Authorization", "Cookie", "Referer", "User-Agent", "X-Authrocket-Api-Key", "X-\(secret)"]
            let secrets = names.map { "\($0): \(secret)\r\n" }.joined()
            return "\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\(secrets)\(headers)\r\n"
        }

        private func endWorkers() throws {
            let supervisor = try #require(try stack.process("supervisor"))
            kill(supervisor, SIGTERM)
            try wait(for: "the supervisor's end") { try stack.process("supervisor") == nil }
        }

        private func expectNothingInLogs(of secret: String) throws {
            let directory = try stack.value("CREDENCE_LOG_DIR")
            let planted = PlantedSecret("", secret)
            let names = try FileManager.default.subpathsOfDirectory(atPath: directory)
            #expect(Set(names).isSuperset(of: ["nginx.log", "credence-access.log", "credence-error.log"]))
            for name in names {
                let contents = try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))
                #expect(!planted.occurs(in: contents), "\(name)")
            }
            let lines = try String(contentsOfFile: "\(directory)/credence-access.log", encoding: .utf8)
            for status in [400, 405, 413, 414, 431, 499, 501, 502, 505] {
                #expect(lines.contains(" \(status) "), "\(status)")
            }
        }
    }
}
