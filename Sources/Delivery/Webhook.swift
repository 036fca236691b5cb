import Credentials
import Outgoing
import Secrets
import Store

/// A message of Standard Webhooks (standardwebhooks.com), signed with each of some secrets.
struct SignedMessage {
    let id: String
    let time: Timestamp
    let body: [UInt8]
    let secrets: [WebhookSecret]

    var headers: [(name: String, value: String)] {
        let signatures = secrets.map { $0.signature(id: id, timestamp: time.seconds, body: body) }
        return [
            ("webhook-id", id), ("webhook-timestamp", "\(time.seconds)"),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }
}

/// A request that tells somebody of an event.
struct Webhook {
    let request: OutgoingRequest
    /// Where it goes, if that is to be kept.
    var sent: DeliveryReport.Sent?

    /// Nil when the destination is no URL that can be called.
    ///
    /// - Parameters:
    ///   - agent: the header `User-Agent`, unless there is one among `headers`.
    ///   - headers: what else is to be sent.
    init?(
        _ message: SignedMessage, to destination: Secret, as agent: String,
        headers: [(name: String, value: String)] = []
    ) {
        guard let url = OutgoingURL(destination.reveal()) else { return nil }
        let namesAgent = headers.contains { $0.name.lowercased() == "user-agent" }
        let own = [("Content-Type", "application/json")] + (namesAgent ? [] : [("User-Agent", agent)])
        // Of the answer only the status counts.
        request = OutgoingRequest(.post(message.body), url, headers: own + message.headers + headers, excess: .isCut)
    }
}
