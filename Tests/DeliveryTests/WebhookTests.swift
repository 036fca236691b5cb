import API
import Credentials
import Crypto
import Foundation
import JSON
import Secrets
import TestReceiver
import Testing

@Suite("Webhooks")
struct WebhookTests {
    let outbox: Outbox

    init() throws {
        outbox = try Outbox()
    }

    @Test("a hook gets the event as it is shown, signed as Standard Webhooks says")
    func message() throws {
        let receiver = try Receiver()
        let hook = try outbox.newHook("http://sally:hunter2@127.0.0.1:\(receiver.port)/in?x=1")
        try outbox.record()
        let before = Timestamp.now
        try outbox.deliver()
        let request = try #require(receiver.received.first)
        #expect(request.line == "POST /in?x=1" && receiver.received.count == 1)
        let told = try #require(try outbox.notifications().first)
        #expect(told.state == .completed && told.attempts == 1)
        #expect(told.lastAttempt?.destination == "http://127.0.0.1:\(receiver.port)/in?x=1")
        #expect(told.lastAttempt?.result == "HTTP 200" && told.lastAttempt.map { $0.time >= before } == true)
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["user-agent"] == "AuthRocket-compatible")
        #expect(request.headers["authorization"] == "Basic \(Data("sally:hunter2".utf8).base64EncodedString())")
        let names = request.headers.keys.sorted()
        #expect(
            names == [
                "accept", "authorization", "content-length", "content-type", "host", "user-agent", "webhook-id",
                "webhook-signature", "webhook-timestamp",
            ])
        try expectSignature(of: request, by: hook, told.id)
        let event = try #require(try parsed(request.body))
        #expect(event["id"] == .text("\(told.event)") && event["event_type"] == "user.created")
        #expect(event["object"] == "event" && event["request"] == ["ip": "192.0.2.7"])
        #expect(event["realm_id"] == .text("\(outbox.realm)") && event["notifications"] == nil)
        #expect(!outbox.log.text.contains("hunter2") && !outbox.log.text.contains("/in"))
        #expect(outbox.log.text.contains("\(told.id)"))
    }

    @Test("the message stays the same over all attempts but for its time and signature")
    func repetition() throws {
        let receiver = try Receiver { _ in .answer(503) }
        let hook = try outbox.newHook(receiver.url)
        try outbox.record()
        for _ in 0..<3 {
            try outbox.deliver()
            try outbox.hurry()
        }
        #expect(Set(receiver.received.map(\.body)).count == 1 && receiver.received.count == 3)
        let id = try #require(try outbox.notifications().first).id
        for request in receiver.received { try expectSignature(of: request, by: hook, id) }
    }

    @Test("the body is what Get an Event answers, without the notifications")
    func body() throws {
        let id: EventID = IdentifierGenerator.shared.next()
        let event = Event(id: id, type: .orgUpdated, subject: .init(realm: outbox.realm), request: ["client": "ä\"\n"])
        let milliseconds = String(format: "%.3f", Double(id.createdAt.milliseconds) / 1000)
        #expect(
            String(decoding: event.webhookBody, as: UTF8.self) == """
                {"id":"\(id)","event_at":\(milliseconds),"event_type":"org.updated","object":"event",\
                "realm_id":"\(outbox.realm)","request":{"client":"ä\\"\\n"}}
                """)
    }

    /// Computes the signature anew, from the bytes received.
    private func expectSignature(of request: Received, by hook: AppHook, _ id: HookNotificationID) throws {
        #expect(request.headers["webhook-id"] == "\(id)")
        let time = try #require(request.headers["webhook-timestamp"].flatMap { Int64($0) })
        #expect(abs(time - Timestamp.now.seconds) < 120)
        let key = try #require(Data(base64Encoded: String(hook.signingSecret.text.reveal().dropFirst("whsec_".count))))
        let message = Data("\(id).\(time).".utf8) + request.body
        let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
        #expect(request.headers["webhook-signature"] == "v1,\(Data(code).base64EncodedString())")
    }

    private func parsed(_ body: [UInt8]) throws -> JSONObject? {
        if case .object(let object) = try JSON(parsing: body) { object } else { nil }
    }
}
