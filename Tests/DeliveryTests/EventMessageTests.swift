import API
import Credentials
import Crypto
import Foundation
import JSON
import Secrets
import TestDatabase
import TestReceiver
import Testing

@Suite("Messages to event destinations")
struct EventMessageTests {
    let box: EventBox

    init() throws {
        box = try EventBox()
    }

    @Test("a destination gets the event as it is shown, with its headers, signed as Standard Webhooks says")
    func message() throws {
        let receiver = try Receiver()
        let headers = [
            EventDestination.CustomHeader(name: "X-Token", value: Secret("planted-header")),
            EventDestination.CustomHeader(name: "X-Empty", value: Secret("")),
        ]
        let destination = try box.newDestination("\(receiver.url)/in?x=planted-query", headers: headers)
        try box.record()
        let before = Timestamp.now
        try box.deliver()
        let request = try #require(receiver.received.first)
        #expect(request.line == "POST /in?x=planted-query" && receiver.received.count == 1)
        #expect(
            request.headers.keys.sorted() == [
                "accept", "content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature",
                "webhook-timestamp", "x-empty", "x-token",
            ])
        #expect(request.headers["content-type"] == "application/json" && request.headers["user-agent"] == "Credence")
        #expect(request.headers["x-token"] == "planted-header" && request.headers["x-empty"] == "")
        let delivery = try #require(try box.deliveries(to: destination).first)
        #expect(delivery.status == .success && delivery.attempts == 1 && delivery.lastResult == "HTTP 200")
        #expect(delivery.deliveredAt.map { $0 >= before && $0 <= .now } == true)
        #expect(request.body == (try box.event(delivery.event)?.webhookBody))
        try expectSignatures(of: request, by: [destination.secret], delivery.event)
        #expect(box.outbox.log.text.contains("\(delivery.id)") && !box.outbox.log.text.contains("planted"))
    }

    @Test("the body is what GET /v2/events/:id answers, without the request's id")
    func body() {
        let id: VaultEventID = IdentifierGenerator.shared.next()
        let event = VaultEvent(id: id, type: .agentCreated, data: ["name": "ä\"\n", "none": nil])
        #expect(
            String(decoding: event.webhookBody, as: UTF8.self) == """
                {"id":"\(id)","object":"event","type":"agent.created","data":{"name":"ä\\"\\n","none":null},\
                "created_at":"\(id.createdAt.iso8601)"}
                """)
    }

    @Test("a user agent among the headers takes the place of ours")
    func agent() throws {
        let receiver = try Receiver()
        try box.newDestination(receiver.url, headers: [.init(name: "user-agent", value: Secret("Mine"))])
        try box.record()
        try box.deliver()
        #expect(receiver.received.map { $0.headers["user-agent"] } == ["Mine"])
    }

    @Test("after a rotation both secrets sign, the new one first, and a day later the new one alone")
    func rotation() throws {
        let receiver = try Receiver()
        var destination = try box.newDestination(receiver.url)
        let former = destination.secret
        destination.rotate(to: .generate(), at: .now)
        try box.update(destination)
        try box.record()
        try box.deliver()
        destination = try box.destination(destination.id)
        let first = try #require(try box.deliveries(to: destination).first)
        try expectSignatures(of: receiver.received[0], by: [destination.secret, former], first.event)
        let end = try #require(destination.former?.end)
        #expect(abs(end.seconds - Timestamp.now.seconds - 86_400) < 600)
        #expect(destination.secrets(at: end) == [destination.secret])
        try box.outbox.database.execute(
            "UPDATE event_destinations SET former_secret_until = former_secret_until - INTERVAL 25 HOUR")
        try box.record()
        try box.deliver()
        let second = try #require(try box.deliveries(to: destination).first)
        try expectSignatures(of: receiver.received[1], by: [destination.secret], second.event)
    }

    @Test("the same secret again is no rotation, and a second one ends the first one's former secret")
    func rotations() throws {
        var destination = try box.newDestination("http://127.0.0.1:1/")
        destination.rotate(to: destination.secret, at: .now)
        #expect(destination.former == nil)
        let first = destination.secret
        destination.rotate(to: .generate(), at: .now)
        let second = destination.secret
        destination.rotate(to: .generate(), at: .now)
        #expect(destination.secrets(at: .now) == [destination.secret, second] && first != second)
    }

    @Test("what is sent stays the same over all attempts but for its time and signature")
    func repetition() throws {
        let receiver = try Receiver { _ in .answer(503) }
        let destination = try box.newDestination(receiver.url)
        try box.record()
        for _ in 0..<3 {
            try box.deliver()
            try box.hurry()
        }
        #expect(Set(receiver.received.map(\.body)).count == 1 && receiver.received.count == 3)
        let event = try #require(try box.deliveries(to: destination).first).event
        for request in receiver.received { try expectSignatures(of: request, by: [destination.secret], event) }
    }

    /// Computes the signatures anew, from the bytes received.
    private func expectSignatures(
        of request: Received, by secrets: [WebhookSecret], _ event: VaultEventID
    ) throws {
        #expect(request.headers["webhook-id"] == "\(event)")
        let time = try #require(request.headers["webhook-timestamp"].flatMap { Int64($0) })
        #expect(abs(time - Timestamp.now.seconds) < 120)
        let message = Data("\(event).\(time).".utf8) + request.body
        let signatures = try secrets.map { secret in
            let key = try #require(Data(base64Encoded: String(secret.text.reveal().dropFirst("whsec_".count))))
            let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
            return "v1,\(Data(code).base64EncodedString())"
        }
        #expect(request.headers["webhook-signature"] == signatures.joined(separator: " "))
    }
}
