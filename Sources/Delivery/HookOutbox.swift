import API
import Credentials
import Outgoing
import Store

/// `/v1`'s notifications to app hooks (authrocket-v1.md section 10).
struct HookOutbox: Outbox {
    static let itemName = "notification"
    static let receiverName = "app_hook"
    let schedule: DeliverySchedule

    func claim(
        at now: Timestamp, leaseUntil end: Timestamp, passingOver busy: Set<AppHookID>, from store: inout Store
    ) throws -> NotificationClaim? {
        try store.claimNotification(at: now, leaseUntil: end, passingOver: busy)
    }

    /// The event as Get an Event shows it.
    func contents(
        of claim: NotificationClaim, at now: Timestamp, from store: inout Store
    ) throws -> OutboxContents {
        guard let delivery = try store.delivery(claim) else { return .noReceiver("App hook is inactive or deleted") }
        let hook = delivery.hook
        let message = SignedMessage(
            id: claim.item.description, time: now, body: delivery.event.webhookBody, secrets: [hook.signingSecret])
        guard var webhook = Webhook(message, to: hook.destination, as: "AuthRocket-compatible") else {
            return .invalidDestination
        }
        webhook.sent = DeliveryReport.Sent(account: hook.account, destination: webhook.request.url.shown)
        return .webhook(webhook)
    }

    func settle(
        _ claim: NotificationClaim, _ report: DeliveryReport, at now: Timestamp, in store: inout Store
    ) throws {
        try store.settle(claim, report)
    }
}
