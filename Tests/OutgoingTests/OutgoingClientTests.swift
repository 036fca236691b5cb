import Glibc
import TestReceiver
import Testing

@testable import Outgoing

@Suite("Outgoing client")
struct OutgoingClientTests {
    private static let loopback = AddressPolicy(allowing: "127.0.0.0/8") ?? AddressPolicy()

    /// A name with too long a part: no resolver asks anybody for it.
    private static let nowhere = "http://\(String(repeating: "a", count: 64)).invalid/"

    private func client(
        _ policy: AddressPolicy = Self.loopback, timeout: Duration = .seconds(60), limit: Int = 1 << 20
    ) -> OutgoingClient {
        OutgoingClient(policy: policy, timeout: timeout, responseLimit: limit)
    }

    private func get(_ text: String, excess: OutgoingRequest.Excess = .fails) throws -> OutgoingRequest {
        OutgoingRequest(.get, try #require(OutgoingURL(text)), excess: excess)
    }

    @Test("a GET brings status and body")
    func get() throws {
        let receiver = try Receiver { _ in .answer(418, body: Array("short and stout".utf8)) }
        let response = try client().send(try get("\(receiver.url)/tea?pot=1#lid"))
        #expect(response.status == 418 && response.body == Array("short and stout".utf8))
        let request = try #require(receiver.received.first)
        #expect(request.line == "GET /tea?pot=1")
        #expect(Set(request.headers.keys) == ["host", "accept"])
    }

    @Test("a POST carries its bytes and headers as they are", arguments: [0, 1, 5000, 300_000])
    func post(size: Int) throws {
        let receiver = try Receiver()
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        let headers = [("Content-Type", "application/json"), ("X-Empty", ""), ("User-Agent", "me (ä)")]
        let url = try #require(OutgoingURL("\(receiver.url)/"))
        #expect(try client().send(OutgoingRequest(.post(body), url, headers: headers)).status == 200)
        let request = try #require(receiver.received.first)
        #expect(request.line == "POST /" && request.body == body)
        #expect(request.headers["content-type"] == "application/json" && request.headers["x-empty"] == "")
        #expect(request.headers["user-agent"] == "me (ä)" && request.headers["expect"] == nil)
        #expect(request.headers["content-length"] == "\(size)")
    }

    @Test(
        "a header that would break out of its line is not sent",
        arguments: [("X", "a\r\nEvil: 1"), ("X", "a\nb"), ("X", "a\0b"), ("", "a"), ("X Y", "a"), ("X:", "a")])
    func headers(name: String, value: String) throws {
        let receiver = try Receiver()
        let url = try #require(OutgoingURL(receiver.url))
        #expect(throws: OutgoingError.badHeader) {
            try client().send(OutgoingRequest(.get, url, headers: [(name, value)]))
        }
        #expect(receiver.connections == 0)
    }

    @Test("user and password of the URL become Basic authentication, and are not in the request otherwise")
    func credentials() throws {
        let receiver = try Receiver()
        _ = try client().send(try get("http://sa%40lly:p%3Ass@127.0.0.1:\(receiver.port)/x"))
        let request = try #require(receiver.received.first)
        #expect(request.headers["authorization"] == "Basic c2FAbGx5OnA6c3M=")
        #expect(request.line == "GET /x" && request.headers["host"] == "127.0.0.1:\(receiver.port)")
    }

    @Test("no redirect is followed", arguments: [301, 302, 303, 307, 308])
    func redirects(status: Int) throws {
        let receiver = try Receiver { _ in .answer(status, headers: ["Location": "/elsewhere"]) }
        #expect(try client().send(try get(receiver.url)).status == status)
        #expect(receiver.received.count == 1)
    }

    @Test(
        "a server that is silent or never finishes is given up",
        arguments: [
            Reply.silence, .drip(Array("HTTP/1.1 2".utf8)), .drip(Array("HTTP/1.1 200 OK\r\nX: ".utf8)),
            .drip(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)),
            .drip(Array("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".utf8)),
        ])
    func slowness(reply: Reply) throws {
        let receiver = try Receiver { _ in reply }
        #expect(throws: OutgoingError.timedOut) {
            try client(timeout: .milliseconds(300)).send(try get(receiver.url))
        }
    }

    @Test("a body over the limit is an error, or is cut when only the status counts", arguments: [true, false])
    func oversize(isDeclared: Bool) throws {
        let head = isDeclared ? "Content-Length: 1001\r\n" : ""
        let receiver = try Receiver { _ in
            .raw(Array("HTTP/1.1 200 OK\r\n\(head)\r\n".utf8) + [UInt8](repeating: 7, count: 1001))
        }
        #expect(throws: OutgoingError.tooLarge) { try client(limit: 1000).send(try get(receiver.url)) }
        let cut = try client(limit: 1000).send(try get(receiver.url, excess: .isCut))
        #expect(cut.status == 200 && cut.body == [UInt8](repeating: 7, count: 1000))
        #expect(try client(limit: 1001).send(try get(receiver.url)).body.count == 1001)
    }

    @Test("an endless head is an error, even when only the status counts")
    func endlessHead() throws {
        let line = Array("X: \(String(repeating: "x", count: 1000))\r\n".utf8)
        let receiver = try Receiver { _ in
            .raw(Array("HTTP/1.1 200 OK\r\n".utf8) + Array(repeating: line, count: 100).joined())
        }
        #expect(throws: OutgoingError.tooLarge) { try client().send(try get(receiver.url, excess: .isCut)) }
    }

    @Test("an address that is not permitted is never connected to, however it is spelled or found")
    func refusedAddresses() throws {
        let receiver = try Receiver()
        let hosts = [
            "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "LOCALHOST.", "127.0.0.1.",
            "0.0.0.0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::1]", "[::]", "[64:ff9b::7f00:1]",
        ]
        for host in hosts {
            let request = try get("http://\(host):\(receiver.port)/")
            let error = #expect(throws: OutgoingError.self) { try client(AddressPolicy()).send(request) }
            // Names with a dot at their end are not in every resolver's book.
            #expect(error == .refusedAddress || (error == .unresolvable && host.hasSuffix(".")), "\(host)")
        }
        #expect(receiver.connections == 0)
    }

    @Test("what is listed is connected to under its name as well")
    func listedAddress() throws {
        let receiver = try Receiver()
        #expect(try client().send(try get("http://localhost:\(receiver.port)/")).status == 200)
        #expect(try client().send(try get("http://[::ffff:127.0.0.1]:\(receiver.port)/")).status == 200)
    }

    @Test("nobody at the port, no such name, and something that is no HTTP are told apart")
    func failures() throws {
        #expect(throws: OutgoingError.unreachable) { try client().send(try get("http://127.0.0.1:1/")) }
        #expect(throws: OutgoingError.unresolvable) { try client().send(try get(Self.nowhere)) }
        let silent = try Receiver { _ in .hangUp }
        #expect(throws: OutgoingError.failed(code: 52)) { try client().send(try get(silent.url)) }
        let chatty = try Receiver { _ in .raw(Array("220 ready for mail\r\n".utf8)) }
        #expect(throws: OutgoingError.failed(code: 1)) { try client().send(try get(chatty.url)) }
        let broken = try Receiver { _ in .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1".utf8)) }
        #expect(throws: OutgoingError.failed(code: 18)) { try client().send(try get(broken.url)) }
    }

    @Test("no proxy of the environment is used")
    func proxies() async {
        await #expect(processExitsWith: .success) {
            for name in ["http_proxy", "all_proxy", "ALL_PROXY"] { setenv(name, "http://127.0.0.1:1/", 1) }
            let receiver = try Receiver()
            let policy = try #require(AddressPolicy(allowing: "127.0.0.0/8"))
            let request = OutgoingRequest(.get, try #require(OutgoingURL("http://localhost:\(receiver.port)/")))
            #expect(try OutgoingClient(policy: policy).send(request).status == 200)
        }
    }

    @Test("a certificate must be trusted and the server's own")
    func certificates() throws {
        let server = try TLSServer(names: "IP:127.0.0.1")
        let request = try get("https://127.0.0.1:\(server.port)/")
        #expect(throws: OutgoingError.tls) { try client().send(request) }
        var trusting = client()
        trusting.authorities = server.certificate
        #expect(try trusting.send(request).status == 200)
        let impostor = try TLSServer(names: "IP:127.0.0.2,DNS:example.com")
        trusting.authorities = impostor.certificate
        #expect(throws: OutgoingError.tls) { try trusting.send(try get("https://127.0.0.1:\(impostor.port)/")) }
    }
}
