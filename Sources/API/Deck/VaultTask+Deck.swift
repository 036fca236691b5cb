import Credentials
import JSON

extension VaultTask {
    /// The task as `/v2` shows it.
    var representation: JSONObject {
        API.representation(
            id, "task",
            [
                "name": .text(name), "status": JSON(status), "agent_id": JSON(agent), "prompt": JSON(prompt),
                "input_schema": inputSchema.map(JSON.object) ?? .null,
                "output_schema": outputSchema.map(JSON.object) ?? .null, "storage": storage ?? .null,
                "extraction": extraction ?? .null, "settings": ["timeout_seconds": .number(JSONNumber(timeoutSeconds))],
            ], updatedAt: updatedAt)
    }

    /// What events tell of it: not what may be long.
    var eventData: JSONObject {
        ["id": JSON(id), "object": "task", "name": .text(name), "status": JSON(status), "agent_id": JSON(agent)]
    }
}
