import Credentials
import JSON
import Secrets

extension EventDestination {
    /// The destination as `/v2` shows it (deck-v2.md section 7.2): of its secrets the URL only, unless the answer is the
    /// one that sets the signing secret.
    func representation(withSecret: Bool = false) -> JSONObject {
        var webhook: JSONObject = ["url": .text(url.reveal())]
        if withSecret { webhook["secret"] = .text(secret.text.reveal()) }
        return API.representation(
            id, "event_destination",
            [
                "name": .text(name), "type": "webhook", "status": JSON(status),
                "events": types.isEmpty ? ["*"] : JSON(types), "webhook": .object(webhook),
            ], updatedAt: updatedAt)
    }
}

extension EventDelivery {
    /// The delivery as `/v2` shows it. `last_result`, which says why one failed, and the status `pending` are ours.
    var representation: JSONObject {
        [
            "id": JSON(id), "object": "event_delivery", "status": JSON(status), "event_type": JSON(eventType),
            "event_id": JSON(event), "event_destination_id": JSON(destination), "attempts": JSON(attempts),
            "last_result": JSON(lastResult), "created_at": .text(id.createdAt.iso8601),
            "delivered_at": JSON(deliveredAt?.iso8601),
        ]
    }
}
