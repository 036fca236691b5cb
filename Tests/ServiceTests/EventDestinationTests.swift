import Foundation
import JSON
import TestReceiver
import Testing

extension ServiceTests.RunningStack {
    @Suite struct EventDestinationTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("a change made over nginx is told to an event destination, and its deliveries say so")
        func delivery() throws {
            let receiver = try Receiver()
            let webhook: JSON = ["url": .text("\(receiver.url)/in"), "custom_headers": #"{"X-Token":"planted-token"}"#]
            let created = try send(
                "POST", "event-destinations", ["name": "App", "events": ["agent.created"], "webhook": webhook])
            #expect(created.status == 201)
            let destination = "event-destinations/\(try created.text("id"))"
            defer { _ = try? send("DELETE", destination) }
            let agent = try send("POST", "agents", ["name": "Bills"]).text("id")
            try wait(for: "a webhook") { !receiver.received.isEmpty }
            let message = try #require(receiver.received.first)
            #expect(message.line == "POST /in" && message.headers["x-token"] == "planted-token")
            #expect(message.headers["webhook-signature"]?.hasPrefix("v1,") == true)
            guard case .object(let event) = try JSON(parsing: message.body), case .object(let data)? = event["data"]
            else { throw WrongType(name: "event") }
            #expect(event["type"] == "agent.created" && data["id"] == .text(agent))
            let id = try event.text("id")
            #expect(message.headers["webhook-id"] == id && message.headers["user-agent"] == "Credence")
            var shown = try send("GET", "events/\(id)").object
            shown["request_id"] = nil
            #expect(JSON.object(shown).encoded() == message.body)
            try wait(for: "the outcome to be noted") {
                let deliveries = try send("GET", "\(destination)/event-deliveries?status=success").object["data"]
                guard case .array(let items)? = deliveries, case .object(let item)? = items.first else { return false }
                return item["event_id"] == .text(id) && item["attempts"] == 1
            }
            #expect(try !send("GET", destination).text.contains("whsec_"))
        }

        @Test("the Standard Webhooks library verifies messages with the new secret, the former one, and no other")
        func signatures() throws {
            let receiver = try Receiver()
            let created = try send(
                "POST", "event-destinations",
                ["name": "App", "events": ["agent.created"], "webhook": ["url": .text("\(receiver.url)/in")]])
            let destination = "event-destinations/\(try created.text("id"))"
            defer { _ = try? send("DELETE", destination) }
            let rotated = try send("PATCH", destination, ["webhook": ["secret": .null]])
            _ = try send("POST", "agents", ["name": "Signed"])
            try wait(for: "a webhook") { !receiver.received.isEmpty }
            let message = try #require(receiver.received.first)
            for answer in [created, rotated] {
                #expect(try verdict(on: message, secret: secret(in: answer)) == "verified")
                #expect(try verdict(on: message, secret: secret(in: answer), changed: true) == "refused")
            }
            #expect(try verdict(on: message, secret: "whsec_" + String(repeating: "A", count: 44)) == "refused")
        }

        private func secret(in answer: Answer) throws -> String {
            guard case .object(let webhook)? = answer.object["webhook"] else { throw WrongType(name: "webhook") }
            return try webhook.text("secret")
        }

        private func verdict(on message: Received, secret: String, changed: Bool = false) throws -> String {
            let headers = message.headers.filter { $0.key.hasPrefix("webhook-") }
                .reduce(into: JSONObject()) { $0[$1.key] = .text($1.value) }
            let body = String(decoding: message.body, as: UTF8.self) + (changed ? " " : "")
            let input: JSON = ["secret": .text(secret), "body": .text(body), "headers": .object(headers)]
            let command = try Command(
                try PythonPackages.interpreter(), ["\(Repository.path)/Tests/ServiceTests/Clients/verify_webhook.py"],
                environment: [:], input: input.encoded())
            #expect(command.status == 0, "\(command.errors)")
            return command.text.trimmingCharacters(in: .newlines)
        }

        @discardableResult
        private func send(_ method: String, _ path: String, _ body: JSON? = nil) throws -> Answer {
            let key = try stack.value("CREDENCE_V2_KEY")
            return try stack.send(method, "/v2/\(path)", body, headers: ["Authorization": "Bearer \(key)"])
        }
    }
}
