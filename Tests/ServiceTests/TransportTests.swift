import Foundation
import JSON
import Testing

extension ServiceTests.RunningStack {
    @Suite struct TransportTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("what nginx refuses is told in the family's envelope", arguments: ["v1", "v2"])
        func refusals(_ family: String) throws {
            let path = "/\(family)/users"
            let refused: [(status: Int, request: [UInt8])] = [
                (400, Array("GET \(path) HTTP/1.1\r\n\r\n".utf8)),
                (400, Array("GET \(path) with spaces HTTP/1.1\r\nHost: a\r\n\r\n".utf8)),
                (400, Array("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n".utf8)),
                (413, try stack.request("POST", path, [UInt8](repeating: 0, count: 1 << 20 | 1))),
                (414, try stack.request("GET", "\(path)?\(String(repeating: "x", count: 40_000))")),
                (431, try stack.request("GET", path, headers: ["X-Long": String(repeating: "x", count: 40_000)])),
                (505, Array("GET \(path) HTTP/9.1\r\nHost: a\r\n\r\n".utf8)),
            ]
            for (status, request) in refused { try stack.exchange(request).expectRefusal(status, family) }
        }

        @Test("a body of 10 MiB is refused while it is being sent", arguments: ["v1", "v2"])
        func bigBody(_ family: String) throws {
            let body = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
            let connection = try Connection(port: stack.port)
            try? connection.send(try stack.request("POST", "/\(family)/users", body))
            try Answer(try connection.receiveAll()).expectRefusal(413, family)
        }

        @Test("an answer is compressed only when that was asked for") func compression() throws {
            let path = "/v1/realms/\(try stack.value("CREDENCE_REALM"))"
            let plain = try stack.send("GET", path)
            #expect(plain.headers["content-encoding"] == nil && plain.object["name"] == "Example")
            let packed = try stack.send("GET", path, headers: ["Accept-Encoding": "gzip"])
            #expect(packed.headers["content-encoding"] == "gzip")
            #expect(packed.headers["content-type"] == "application/json; charset=utf-8")
            let unpacked = try Command("/usr/bin/gzip", ["-dc"], environment: [:], input: packed.body)
            #expect(unpacked.output == plain.body)
        }

        @Test("HEAD tells what GET would, without the body") func head() throws {
            let path = "/v1/realms/\(try stack.value("CREDENCE_REALM"))"
            let (get, head) = (try stack.send("GET", path), try stack.send("HEAD", path))
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.headers["content-type"] == get.headers["content-type"])
            #expect(head.headers["content-length"] == "\(get.body.count)")
            let missing = try stack.send("HEAD", "/v1/users/nobody")
            #expect(missing.status == 404 && missing.body.isEmpty)
        }

        @Test("the request id is in the answer, in the worker's log and in nginx's") func requestID() throws {
            let answer = try stack.send("GET", "/v1/realms/\(try stack.value("CREDENCE_REALM"))")
            let id = try #require(answer.headers["x-request-id"])
            #expect(id.wholeMatch(of: /rq_[0-9A-Za-z]{22}/) != nil)
            let logs = try stack.value("CREDENCE_LOG_DIR")
            try wait(for: "nginx to log") {
                try log("\(logs)/credence-access.log").contains(id)
            }
            #expect(try (1...2).contains { try log("\(logs)/worker-\($0).log").contains(id) })
        }

        private func log(_ path: String) throws -> String {
            try String(contentsOfFile: path, encoding: .utf8)
        }
    }
}
