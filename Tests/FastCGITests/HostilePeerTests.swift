import Glibc
import Synchronization
import TestPeer
import Testing

@testable import FastCGI

struct HostilePeerTests {
    @Test(
        "bytes that are no request end the connection and nothing else",
        arguments: [
            Array("GET / HTTP/1.1\r\n\r\n".utf8),
            [UInt8](repeating: 0xFF, count: 1000),
            Records.begin(role: 3) + Records.parameters([:]),
            Records.begin() + Records.record(2),
            Records.begin() + Records.record(5),
            Records.begin() + Records.record(9, id: 0, Records.length(Int(Int32.max)) + [0]),
            Records.begin() + Records.stream(4, Records.length(Int(Int32.max)) + Records.length(Int(Int32.max)) + [1]),
            Records.begin() + Records.stream(4, [200]),
            Records.begin() + Records.stream(4, [UInt8](repeating: 0, count: 70_000)),
            Records.begin() + Records.parameters([:]) + Records.record(1, id: 0, [0]),
        ])
    func refused(bytes: [UInt8]) throws {
        try withServer { running in
            let client = try running.connect()
            client.send(bytes)
            #expect(client.isClosedByServer)
            try #expect(running.connect().request().status == 200)
        }
    }

    @Test("an abort in the middle of a body ends the connection and nothing else")
    func abort() throws {
        try withServer {
            .text($0.body.summary)
        } during: { running in
            let client = try running.connect()
            client.send(Records.begin() + Records.parameters([:]) + Records.record(5, [1, 2]))
            #expect(!client.hasNews(within: 50))
            client.send(Records.record(2))
            _ = client.receive()
            #expect(client.isClosedByServer)
            try #expect(running.connect().request().status == 200)
        }
    }

    @Test("management records are answered between requests")
    func management() throws {
        try withServer { running in
            let client = try running.connect()
            client.send(Records.record(9, id: 0, Records.pairs([("FCGI_MAX_CONNS", [])])))
            #expect(client.receiveRecord().map { $0.type } == 10)
            client.send(Records.record(9, id: 0, Records.length(Int(Int32.max)) + [0]))
            #expect(client.receiveRecord().map { $0.type } == 10)
            client.send(Records.record(77, id: 0, [1, 2, 3], padding: 5))
            let unknown = try #require(client.receiveRecord())
            #expect(unknown.type == 11)
            #expect(unknown.content.first == 77)
            #expect(client.request().status == 200)
        }
    }

    @Test("a second request inside the first is refused by its own number, and the first is answered")
    func multiplexing() throws {
        try withServer { running in
            let client = try running.connect()
            client.send(Records.begin() + Records.parameters([:]) + Records.begin(id: 2) + Records.input([]))
            #expect(client.receiveRecord().map { $0.type } == 3)
            #expect(client.receive().status == 200)
        }
    }

    @Test("a request sent before the last was answered does not hang: the connection ends")
    func pipelining() throws {
        try withServer { running in
            let client = try running.connect()
            client.send(Records.request() + Records.request())
            #expect(client.receive().status == 200)
            #expect(client.isClosedByServer)
        }
    }

    @Test("peers that drip parameters or bodies hold no thread, and the deadline ends them")
    func dripping() throws {
        let configuration = Configuration.testing {
            $0.requestDeadline = .seconds(2)
            $0.ioTimeout = .seconds(60)
        }
        try withServer(configuration, threads: 2) {
            .text($0.body.summary)
        } during: { running in
            let beginnings = [
                [1], Records.begin(), Records.begin() + [1, 4, 0, 1, 0, 9],
                Records.begin() + Records.parameters([:]), Records.begin() + Records.parameters([:]) + [1, 5, 0, 1, 1],
            ]
            let slow = try (0..<40).map { _ in try running.connect() }
            for (index, client) in slow.enumerated() { client.send(beginnings[index % beginnings.count]) }
            for _ in 0..<50 { try #expect(running.connect().request().body == "whole 0") }
            #expect(!slow.allSatisfy { $0.hasNews(within: 0) })
            for (index, client) in slow.enumerated() {
                let answer = client.receive()
                if index % beginnings.count >= 3 { #expect(answer.body == "incomplete") }
                #expect(client.isClosedByServer)
            }
            #expect(eventually { running.server.connections.count == 0 })
        }
    }

    @Test("a large body that comes in parts gets in beside a hundred that never end")
    func slowUpload() throws {
        try withServer {
            .text($0.body.summary)
        } during: { running in
            let slow = try (0..<100).map { _ in try running.connect() }
            for client in slow { client.send(Records.begin() + Records.parameters([:]) + Records.record(5, [1])) }
            let honest = try running.connect()
            honest.send(Records.begin() + Records.parameters(["CONTENT_LENGTH": "600000"]))
            for _ in 0..<10 {
                for client in slow { client.send(Records.record(5, [1])) }
                honest.send(Records.record(5, [UInt8](repeating: 1, count: 60_000)))
            }
            honest.send(Records.record(5))
            #expect(honest.receive().body == "whole 600000")
        }
    }

    @Test("peers that make the server keep too much are ended, the slowest first")
    func hoarding() throws {
        let configuration = Configuration.testing {
            $0.requestDeadline = .seconds(3600)
            $0.maximumHeldBytes = 1_000_000
        }
        try withServer(configuration) {
            .text($0.body.summary)
        } during: { running in
            let body = Records.record(5, [UInt8](repeating: 1, count: 50_000))
            let slow = try (0..<60).map { _ in
                let client = try running.connect()
                for bytes in [Records.begin(), Records.parameters([:]), body, body] { client.send(bytes) }
                return client
            }
            #expect(slow[0].receive().body == "incomplete")
            #expect(slow[0].isClosedByServer)
            #expect(eventually { running.server.heldBytes.load(ordering: .relaxed) <= 1_000_000 })
            let last = slow[59]
            last.send(Records.record(5))
            #expect(last.receive().body == "whole 100000")
        }
    }

    @Test("peers that leave small responses lying are cut off, and hold no thread meanwhile")
    func deafToSmall() throws {
        try withServer(.testing { $0.ioTimeout = .seconds(1) }) { running in
            let deaf = try (0..<8).map { _ in try running.connect() }
            for client in deaf {
                while client.leavesAnswerUnread() {}
                #expect(client.unread > 10_000)
                try #expect(running.connect().request().status == 200)
            }
            #expect(eventually { running.server.connections.all.allSatisfy { !($0.wait?.isToSend ?? false) } })
        }
    }

    @Test("a peer that keeps on sending a body is cut off by the deadline", arguments: [true, false])
    func endless(overTCP: Bool) throws {
        try withServer(
            .testing {
                $0.requestDeadline = .milliseconds(500)
                $0.maximumBody = 1000
            }, overTCP: overTCP
        ) {
            .text($0.body.summary)
        } during: { running in
            let client = try running.connect()
            client.send(Records.begin() + Records.parameters([:]))
            let chunk = Records.record(5, [UInt8](repeating: 1, count: 60000))
            let limit = ContinuousClock.now + .seconds(20)
            while client.send(chunk), ContinuousClock.now < limit {}
            #expect(ContinuousClock.now < limit)
            #expect(eventually { running.server.connections.count == 0 })
            if !overTCP { #expect(client.receive().body == "too large") }
        }
    }

    @Test("peers that do not take their responses, or drop by drop, are cut off")
    func deaf() throws {
        let configuration = Configuration.testing { $0.ioTimeout = .milliseconds(300) }
        try withServer(configuration) { _ in
            .respond(Response(status: 200, body: Array(repeating: 1, count: 20_000_000)))
        } during: { running in
            let deaf = try (0..<4).map { _ in try running.connect() }
            for client in deaf { client.send(Records.request()) }
            let slow = try running.connect()
            slow.send(Records.request())
            let limit = ContinuousClock.now + .seconds(20)
            while slow.takeSome(atMost: 20_000) != nil, ContinuousClock.now < limit { usleep(50_000) }
            #expect(ContinuousClock.now < limit)
            #expect(eventually { running.server.connections.count == 0 })
        }
    }
}
