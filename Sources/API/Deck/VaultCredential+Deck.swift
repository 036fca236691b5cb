import Credentials
import JSON

extension VaultCredential {
    /// The credential as `/v2` shows it: nothing secret (deck-v2.md sections 2 and 12, U1 and U5).
    var representation: JSONObject {
        API.representation(
            id, "credential",
            [
                "status": JSON(status), "external_id": JSON(externalID), "source_id": JSON(source),
                "auth_method": JSON(method), "auth_credentials": .object(summary?.representation ?? [:]),
            ], updatedAt: updatedAt)
    }

    /// What events tell of it: not even what may be read back of its secrets (section 7.1).
    var eventData: JSONObject {
        [
            "id": JSON(id), "object": "credential", "status": JSON(status), "source_id": JSON(source),
            "auth_method": JSON(method), "external_id": JSON(externalID),
        ]
    }
}

extension VaultSummary {
    fileprivate var representation: JSONObject {
        var object = JSONObject()
        object["username"] = username.map(JSON.text)
        object["source_fields"] = .object(
            readableFields.sorted { $0.key < $1.key }.reduce(into: JSONObject()) { $0[$1.key] = .text($1.value) })
        if !secretFields.isEmpty { object["secret_source_fields"] = .array(secretFields.map { .text($0) }) }
        return object
    }
}
