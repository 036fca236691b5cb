import Foundation
import JSON
import Testing

extension FaultTests.SecretsTests {
    /// What nginx says and writes of requests that it refuses by itself, or that no worker answers.
    @Suite(.serialized, .stack()) struct GatewayTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("no answer of nginx and no log of it has a secret of the request that it refuses")
        func refusals() {
            Promise.tell(
                "Secrets in requests that nginx refuses", "They are in none of its answers, and in no log."
            ) { promise in
                let secret = PlantedSecret.random()
                let answers = try refusals(secret)
                promise.expect("requests", answers.count, atLeast: 20)
                let log = try logs()
                let statuses = [400, 405, 413, 414, 431, 499, 501, 502, 505]
                let logged = statuses.count { log.access.contains(" \($0) ") }
                promise.expect("statuses-logged", logged, exactly: statuses.count)
                promise.expectNothing(
                    of: [PlantedSecret("a secret of a request", secret)],
                    in: log.all + answers.map { ("an answer \($0.status)", Data($0.wire.utf8)) })
            }
        }

        /// The answers to requests that have the secret in every place.
        private func refusals(_ secret: String) throws -> [Answer] {
            var answers: [Answer] = []
            for family in ["v1", "v2"] {
                for (status, request) in try refused(family, secret) {
                    answers.append(try answer(to: request, expecting: status))
                }
                try stack.pausingWorkers {
                    // Nobody waits for the answer: nginx notes that, too.
                    let connection = try Connection(port: stack.port, patience: 1)
                    try connection.send(Array(request("GET /\(family)/\(secret)?a=\(secret)", secret).utf8))
                    try #require(throws: SocketError.self) { try connection.receive() }
                }
            }
            try endWorkers()
            for family in ["v1", "v2"] {
                let request = request("GET /\(family)/\(secret)?a=\(secret)", secret)
                answers.append(try answer(to: request, expecting: 502))
            }
            return answers
        }

        /// Reads no further than the answer: nginx resets connections whose request it has not read to the end.
        private func answer(to request: String, expecting status: Int) throws -> Answer {
            let connection = try Connection(port: stack.port)
            try connection.send(Array(request.utf8))
            let answer = try connection.answer()
            try #require(answer.status == status)
            return answer
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

        /// Everything that is in the directory of logs, and nginx's log of requests.
        private func logs() throws -> (all: [(name: String, contents: Data)], access: String) {
            let directory = try stack.value("CREDENCE_LOG_DIR")
            let names = try FileManager.default.subpathsOfDirectory(atPath: directory)
            try #require(Set(names).isSuperset(of: ["nginx.log", "credence-access.log", "credence-error.log"]))
            let all = try names.map { ($0, try Data(contentsOf: URL(filePath: "\(directory)/\($0)"))) }
            return (all, try String(contentsOfFile: "\(directory)/credence-access.log", encoding: .utf8))
        }
    }
}
