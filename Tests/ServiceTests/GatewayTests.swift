import Foundation
import JSON
import TestThreads
import Testing

extension ServiceTests {
    /// What nginx answers when the workers do not.
    @Suite(.serialized, .stack()) struct GatewayTests {
        static let refusals = [400, 403, 404, 405, 413, 414, 415, 429, 431, 500, 501, 502, 503, 504, 505]

        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("every error of nginx has a page in each family's envelope") func pages() throws {
            try changeNginx()
            for status in Self.refusals {
                for family in ["v1", "v2"] {
                    try stack.send("GET", "/\(family)/refused/\(status)").expectRefusal(status, family)
                }
            }
        }

        @Test("a worker that does not answer in time is a 504", arguments: ["v1", "v2"], ["GET", "POST"])
        func silence(_ family: String, _ method: String) throws {
            try changeNginx()
            try stack.pausingWorkers {
                let answer = try stack.send(method, "/\(family)/users")
                try answer.expectRefusal(504, family)
                #expect(answer.headers["retry-after"] == "1")
            }
        }

        @Test("what workers have no room for is a 503, and takes no room from other kinds of requests")
        func limits() throws {
            try changeNginx()
            try stack.pausingWorkers {
                let targets = [("POST", "/v1/users"), ("POST", "/v2/task-runs/claim"), ("GET", "/healthz")]
                let answers = try atOnce(18) { [stack] number in
                    try stack.send(targets[number % 3].0, targets[number % 3].1)
                }
                for (lane, family) in ["v1", "v2", "v1"].enumerated() {
                    let answers = answers.indices.filter { $0 % 3 == lane }.map { answers[$0] }
                    // One for each worker, which is paused.
                    #expect(answers.count { $0.status == 504 } == 2)
                    for answer in answers where answer.status != 504 {
                        try answer.expectRefusal(503, family)
                        #expect(answer.headers["retry-after"] == "1")
                    }
                }
            }
        }

        @Test("workers that are gone are a 502") func absence() throws {
            let supervisor = try #require(try stack.process("supervisor"))
            kill(supervisor, SIGTERM)
            try wait(for: "the supervisor's end") { try stack.process("supervisor") == nil }
            for (family, method) in [("v1", "GET"), ("v1", "POST"), ("v2", "GET"), ("v2", "DELETE")] {
                let answer = try stack.send(method, "/\(family)/users")
                try answer.expectRefusal(502, family)
                #expect(answer.headers["retry-after"] == "1")
            }
        }

        /// Adds paths that nginx refuses, and shortens its patience.
        private func changeNginx() throws {
            let directory = "\(stack.state)/run/nginx"
            let pages = Self.refusals.map { "location ~ ^/v[12]/refused/\($0)$ { return \($0); }" }
            let site = "include credence/site.conf;"
            try edit("\(directory)/nginx.conf") {
                $0.replacing(site, with: "\(pages.joined(separator: "\n"))\n\(site)")
            }
            try edit("\(directory)/credence/fastcgi.conf") {
                $0.replacing("fastcgi_read_timeout 90s;", with: "fastcgi_read_timeout 1s;")
            }
            try edit("\(directory)/credence/workers.conf") { $0.replacing("max_conns=250", with: "max_conns=1") }
            try stack.reloadGateway()
            try wait(for: "nginx to read its files again") { try stack.send("GET", "/v1/refused/429").status == 429 }
        }

        private func edit(_ path: String, _ change: (String) -> String) throws {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard !text.contains("refused") else { return }
            try change(text).write(toFile: path, atomically: true, encoding: .utf8)
        }
    }
}
