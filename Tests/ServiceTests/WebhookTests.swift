import Foundation
import JSON
import TestReceiver
import Testing

extension ServiceTests.RunningStack {
    @Suite struct WebhookTests {
        let stack: Stack

        init() throws {
            stack = try #require(Stack.running)
        }

        @Test("a change made over nginx is told to a hook, and the event says so") func delivery() throws {
            let receiver = try Receiver()
            try withHook(to: receiver) { hook in
                let user = try stack.newHuman().text("id")
                let message = try delivered(to: receiver, about: user)
                #expect(message.headers["webhook-signature"]?.hasPrefix("v1,") == true)
                let id = try parsed(message).text("id")
                try wait(for: "the outcome to be noted") {
                    let told = try notifications(of: id).filter { $0["app_hook_id"] == .text(hook) }
                    return told.count == 1 && told[0]["state"] == "completed"
                }
                let told = try #require(try notifications(of: id).first { $0["app_hook_id"] == .text(hook) })
                #expect(told["last_destination"] == .text("\(receiver.url)/in") && told["attempts"] == 1)
                #expect(told["id"] == .text(message.headers["webhook-id"] ?? ""))
            }
        }

        @Test("a deliverer that is killed comes back") func revival() throws {
            let receiver = try Receiver()
            try withHook(to: receiver) { _ in
                let before = try deliverer()
                try stack.run("deliverer", "kill")
                _ = try delivered(to: receiver, about: try stack.newHuman().text("id"))
                #expect(try deliverer() != before)
                #expect(try stack.workers.count == 2, "the deliverer is no worker")
            }
        }

        private func withHook(to receiver: Receiver, _ body: (String) throws -> Void) throws {
            let hook = try stack.create(
                "app_hooks", "app_hook", ["destination": .text("\(receiver.url)/in"), "event_type": ["user.created"]]
            ).text("id")
            let result = Result { try body(hook) }
            try stack.send("DELETE", "/v1/app_hooks/\(hook)")
            try result.get()
        }

        private func delivered(to receiver: Receiver, about user: String) throws -> Received {
            try wait(for: "a webhook") { try receiver.received.contains { try parsed($0)["user_id"] == .text(user) } }
            return try #require(receiver.received.first { try parsed($0)["user_id"] == .text(user) })
        }

        private func notifications(of event: String) throws -> [JSONObject] {
            guard case .array(let items)? = try stack.send("GET", "/v1/events/\(event)").object["notifications"] else {
                return []
            }
            return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
        }

        private func parsed(_ message: Received) throws -> JSONObject {
            if case .object(let object) = try JSON(parsing: message.body) { object } else { [:] }
        }

        /// The line that tells of the deliverer, with its process id.
        private func deliverer() throws -> String {
            let lines = try stack.run("status").split(separator: "\n")
            return String(try #require(lines.first { $0.hasPrefix("deliverer: pid ") }))
        }
    }
}
