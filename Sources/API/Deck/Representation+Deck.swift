import Credentials
import JSON

/// An object as `/v2` shows it: `id` and `object` first, the times last (deck-v2.md section 1).
func representation<Kind>(
    _ id: Identifier<Kind>, _ object: String, _ members: JSONObject, updatedAt: Timestamp
) -> JSONObject {
    var result: JSONObject = ["id": JSON(id), "object": .text(object)]
    for (name, value) in members { result[name] = value }
    result["created_at"] = .text(id.createdAt.iso8601)
    // The id may have been made a moment later than the rest.
    result["updated_at"] = .text(max(updatedAt, id.createdAt).iso8601)
    return result
}

/// The confirmation that something is deleted (deck-v2.md sections 3.4 and 6.1).
func deletion<Kind>(of id: Identifier<Kind>, _ object: String) -> JSONObject {
    ["id": JSON(id), "object": .text(object), "deleted": true]
}

extension JSON {
    /// The id as a text, or null.
    init<Kind>(_ id: Identifier<Kind>?) {
        self = id.map { .text($0.description) } ?? .null
    }
}
