public import JSON

extension TaskRun {
    /// What events tell of it: neither what it was given nor what it came up with (deck-v2.md section 7.1).
    public var eventData: JSONObject {
        [
            "id": .text(id.description), "object": "task_run", "status": .text(status.rawValue),
            "result": result.map { .text($0.rawValue) } ?? .null, "task_id": .text(task.description),
            "agent_id": .text(agent.description), "source_id": source.map { .text($0.description) } ?? .null,
            "credential_id": credential.map { .text($0.description) } ?? .null,
            "session_id": .text(session.description), "errors": .array(errors),
        ]
    }
}

extension VaultSession {
    /// What events tell of it.
    public var eventData: JSONObject {
        ["id": .text(id.description), "object": "session", "status": .text(status.rawValue)]
    }
}
