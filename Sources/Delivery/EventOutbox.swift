import API
import Credentials
import Secrets
import Store

/// `/v2`'s deliveries of events to event destinations (deck-v2.md section 7.3).
struct EventOutbox: Outbox {
    static let itemName = "event_delivery"
    static let receiverName = "event_destination"
    let schedule: DeliverySchedule

    func claim(
        at now: Timestamp, leaseUntil end: Timestamp, passingOver busy: Set<EventDestinationID>,
        from store: inout Store
    ) throws -> EventDeliveryClaim? {
        try store.claimEventDelivery(at: now, leaseUntil: end, passingOver: busy)
    }

    /// The event as `GET /v2/events/:id` shows it; its id stays the same over all attempts and destinations.
    func contents(
        of claim: EventDeliveryClaim, at now: Timestamp, from store: inout Store
    ) throws -> OutboxContents {
        guard let told = try store.eventMessage(claim) else { return .noReceiver(Store.calledOff) }
        let destination = told.destination
        let message = SignedMessage(
            id: told.event.id.description, time: now, body: told.event.webhookBody,
            secrets: destination.secrets(at: now))
        let headers = destination.headers.map { (name: $0.name, value: $0.value.reveal()) }
        let webhook = Webhook(message, to: destination.url, as: "Credence", headers: headers)
        return webhook.map { .webhook($0) } ?? .invalidDestination
    }

    func settle(
        _ claim: EventDeliveryClaim, _ report: DeliveryReport, at now: Timestamp, in store: inout Store
    ) throws {
        try store.settle(claim, report, at: now)
    }
}
