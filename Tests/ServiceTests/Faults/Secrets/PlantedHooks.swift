import Foundation
import JSON
import TestReceiver
import Testing

/// Secrets of those who are told of events: what their messages are signed with, and headers of their own.
struct PlantedHooks {
    private let stack: Stack
    private let receiver: Receiver

    /// - Parameter receiver: whom the service tells of all that happens.
    init(_ stack: Stack, _ receiver: Receiver) {
        (self.stack, self.receiver) = (stack, receiver)
    }

    /// Makes them and returns them.
    func secrets() throws -> [PlantedSecret] {
        let destination = JSON.text("\(receiver.url)/in")
        let hook = try stack.create("app_hooks", "app_hook", ["destination": destination])
        let app = try VaultUser(stack, "V2_KEY")
        let token = PlantedSecret.random()
        let webhook: JSON = ["url": destination, "custom_headers": .text(#"{"X-Token":"\#(token)"}"#)]
        let first = try app.post("event-destinations", ["name": "Planted", "events": ["*"], "webhook": webhook])
        let path = "event-destinations/\(try first.text("id"))"
        let second = try app.send("PATCH", path, ["webhook": ["secret": .null]])
        try #require(second.status == 200, "\(second.problems)")
        return [
            PlantedSecret("a hook's signing secret", try key(hook.text("signing_secret"))),
            PlantedSecret("a destination's former secret", try key(first.webhookSecret)),
            PlantedSecret("a destination's secret", try key(second.object.webhookSecret)),
            PlantedSecret("a destination's own header", token),
        ]
    }

    /// The bytes that a secret stands for, in Base64 as Standard Webhooks has it.
    private func key(_ text: String) throws -> Data {
        try #require(text.hasPrefix("whsec_"))
        return try #require(Data(base64Encoded: String(text.dropFirst(6))))
    }
}

extension JSONObject {
    fileprivate var webhookSecret: String {
        get throws {
            guard case .object(let webhook)? = self["webhook"] else { throw WrongType(name: "webhook") }
            return try webhook.text("secret")
        }
    }
}
