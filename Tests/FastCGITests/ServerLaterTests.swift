import Synchronization
import TestPeer
import Testing

@testable import FastCGI

struct ServerLaterTests {
    /// Replies that are owed.
    private final class Pending: Sendable {
        private let replies = Mutex<[PendingReply]>([])

        var count: Int { replies.withLock { $0.count } }

        func add(_ reply: PendingReply) {
            replies.withLock { $0.append(reply) }
        }

        func takeAll() -> [PendingReply] {
            replies.withLock { replies in
                defer { replies = [] }
                return replies
            }
        }
    }

    @Test("200 requests whose replies come later leave 2 threads free, and each gets its own")
    func later() throws {
        let pending = Pending()
        try withServer { request in
            request.parameters["WAIT"] == nil ? .text("at once") : .later(pending.add)
        } during: { running in
            let clients = try (0..<200).map { _ in try running.connect() }
            for client in clients {
                let before = pending.count
                client.send(Records.request(["WAIT": "1"]))
                #expect(eventually { pending.count == before + 1 })
            }
            for _ in 0..<20 { try #expect(running.connect().request().body == "at once") }
            #expect(!clients.contains { $0.hasNews(within: 0) })
            for (number, reply) in pending.takeAll().enumerated() { reply.give(.text("reply \(number)")) }
            for (number, client) in clients.enumerated() { #expect(client.receive().body == "reply \(number)") }
            for client in clients { #expect(client.request().body == "at once") }
        }
    }

    @Test("a reply that comes later may be that the request waits; only the first counts")
    func parked() throws {
        let pending = Pending()
        let runs = Atomic(0)
        try withServer { _ in
            runs.add(1, ordering: .relaxed).newValue == 1 ? .later(pending.add) : .text("second run")
        } during: { running in
            let client = try running.connect()
            client.send(Records.request())
            #expect(eventually { pending.count == 1 })
            for reply in pending.takeAll() {
                reply.give(.park(until: .now))
                reply.give(.text("too late"))
            }
            #expect(client.receive().body == "second run")
            #expect(client.request().body == "second run")
        }
    }

    @Test("the connection of a reply that nobody can give any more is closed")
    func forgotten() throws {
        try withServer { _ in
            .later { _ in }
        } during: { running in
            let client = try running.connect()
            client.send(Records.request())
            #expect(client.isClosedByServer)
            #expect(eventually { running.server.connections.count == 0 })
        }
    }

    @Test("draining waits for replies that come later")
    func draining() throws {
        let pending = Pending()
        try withServer { _ in
            .later(pending.add)
        } during: { running in
            let client = try running.connect()
            client.send(Records.request())
            #expect(eventually { pending.count == 1 })
            let thread = try FastCGI.Thread { #expect(running.server.stop()) }
            #expect(eventually { running.server.isDraining.load(ordering: .sequentiallyConsistent) })
            #expect(!client.hasNews(within: 50))
            for reply in pending.takeAll() { reply.give(.text("last")) }
            #expect(client.receive().body == "last")
            thread.join()
        }
    }

    @Test("what is put off while the server drains is told to come back")
    func drained() throws {
        let pending = Pending()
        try withServer { _ in
            .later(pending.add)
        } during: { running in
            let client = try running.connect()
            let bytes = Records.request()
            client.send(Array(bytes.dropLast(12)))
            #expect(eventually { running.server.connections.count == 1 })
            let thread = try FastCGI.Thread { #expect(running.server.stop()) }
            #expect(eventually { running.server.isDraining.load(ordering: .sequentiallyConsistent) })
            client.send(bytes.suffix(12))
            #expect(eventually { pending.count == 1 })
            for reply in pending.takeAll() { reply.give(.park(until: .now + .seconds(3600))) }
            #expect(client.receive().status == 503)
            thread.join()
        }
    }
}
