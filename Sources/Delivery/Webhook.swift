import API
import Credentials
import Outgoing
import Secrets
import Store

/// A message to an app hook: the event as Get an Event shows it, signed as Standard Webhooks says.
struct Webhook {
    let url: OutgoingURL
    let request: OutgoingRequest

    /// Nil when the hook's destination is no URL that can be called.
    init?(_ delivery: Delivery, at time: Timestamp) {
        guard let url = OutgoingURL(delivery.hook.destination.reveal()) else { return nil }
        let (id, body) = (delivery.claim.notification.description, delivery.event.webhookBody)
        let signature = delivery.hook.signingSecret.signature(id: id, timestamp: time.seconds, body: body)
        self.url = url
        // Of the answer only the status counts.
        request = OutgoingRequest(
            .post(body), url,
            headers: [
                ("Content-Type", "application/json"), ("User-Agent", "AuthRocket-compatible"), ("webhook-id", id),
                ("webhook-timestamp", "\(time.seconds)"), ("webhook-signature", signature),
            ], excess: .isCut)
    }
}
