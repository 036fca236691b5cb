public import Credentials
import JSON

extension VaultEvent {
    /// What an event destination is sent of the event, as `GET /v2/events/:id` shows it: the very bytes that are signed
    /// (deck-v2.md section 7.3).
    public var webhookBody: [UInt8] {
        JSON.object(representation).encoded()
    }

    /// The event as `/v2` shows it; its id tells when it was.
    var representation: JSONObject {
        [
            "id": JSON(id), "object": "event", "type": JSON(type), "data": .object(data),
            "created_at": .text(id.createdAt.iso8601),
        ]
    }
}
