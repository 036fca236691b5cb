import TestPeer
import Testing

@testable import FastCGI

struct RequestReadingTests {
    @Test("parameters and body in many small padded records are put together")
    func manyRecords() throws {
        let long = String(repeating: "v", count: 5000)
        let body = (0..<30000).map { UInt8($0 % 251) }
        try withServer { request in
            #expect(request.body == .whole(body))
            return .text("\(request.parameters["LONG"] == long) \(request.parameters["EMPTY"] == "")")
        } during: { running in
            let pairs = Records.pairs([("LONG", Array(long.utf8)), ("EMPTY", [])])
            let client = try running.connect()
            for size in [7, 100, 4096] {
                client.send(Records.begin() + Records.stream(4, pairs, size: size, padding: 5))
                client.send(Records.stream(5, body, size: size, padding: 3))
                #expect(client.receive().body == "true true")
            }
        }
    }

    @Test("a request that comes byte by byte is read")
    func byteByByte() throws {
        try withServer {
            .text($0.body.summary)
        } during: { running in
            let client = try running.connect()
            for byte in Records.request(["A": "b"], body: [1, 2, 3]) { client.send([byte]) }
            #expect(client.receive().body == "whole 3")
        }
    }

    @Test("parameters up to the limit are read, over either kind of socket", arguments: [true, false])
    func longParameters(overTCP: Bool) throws {
        try withServer(overTCP: overTCP) {
            .text("\($0.parameters["LONG"]?.utf8.count ?? 0)")
        } during: { running in
            let client = try running.connect()
            for _ in 0..<3 {
                #expect(client.request(["LONG": String(repeating: "x", count: 65_000)]).body == "65000")
            }
        }
    }

    @Test("parameters that are not UTF-8 are repaired")
    func repair() throws {
        try withServer {
            .text($0.parameters["P"] ?? "none")
        } during: { running in
            let client = try running.connect()
            let pairs = Records.pairs([("P", [0x61, 0xFF, 0xC3, 0xA9])])
            client.send(Records.begin() + Records.stream(4, pairs) + Records.input([]))
            #expect(client.receive().body == "a\u{FFFD}é")
        }
    }

    @Test(
        "a body at the limit is whole, one byte more is too large, and the connection goes on",
        arguments: [0, 1, 200_000])
    func bodyLimit(limit: Int) throws {
        try withServer(.testing { $0.maximumBody = limit }) {
            .text($0.body.summary)
        } during: { running in
            let client = try running.connect()
            #expect(client.request(body: Array(repeating: 1, count: limit)).body == "whole \(limit)")
            #expect(client.request(body: Array(repeating: 1, count: limit + 1)).body == "too large")
            #expect(client.request(body: Array(repeating: 1, count: limit + 500_000)).body == "too large")
            #expect(client.request().body == "whole 0")
        }
    }

    @Test("a body shorter than its CONTENT_LENGTH is incomplete")
    func shortBody() throws {
        try withServer {
            .text($0.body.summary)
        } during: { running in
            let client = try running.connect()
            #expect(client.request(["CONTENT_LENGTH": "9"], body: [1, 2]).body == "incomplete")
            #expect(client.request(["CONTENT_LENGTH": ""], body: [1, 2]).body == "whole 2")
        }
    }

    @Test("a peer that stops sending in the middle of the body is told, and let go")
    func stopsEarly() throws {
        try withServer {
            .text($0.body.summary)
        } during: { running in
            let client = try running.connect()
            client.send(Records.begin() + Records.parameters(["CONTENT_LENGTH": "10"]) + Records.record(5, [1, 2]))
            client.finishSending()
            #expect(client.receive().body == "incomplete")
            #expect(client.isClosedByServer)
            #expect(eventually { running.server.connections.count == 0 })
        }
    }

    @Test("the answer to HEAD has the headers and no body")
    func head() throws {
        try withServer { running in
            let client = try running.connect()
            let answer = client.request(["REQUEST_METHOD": "HEAD"])
            #expect(answer.text == "Status: 200 OK\r\nContent-Length: 4\r\n\r\n")
            #expect(client.request().body == "fine")
        }
    }

    @Test("a large response arrives whole")
    func largeResponse() throws {
        let text = String(repeating: "0123456789", count: 300_000)
        try withServer { _ in
            .text(text)
        } during: { running in
            let client = try running.connect()
            for _ in 0..<3 { #expect(client.request().body == text) }
        }
    }
}
