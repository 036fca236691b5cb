import Credentials
import JSON
import Secrets
import Store

extension ClaimedRun {
    /// The run as its worker gets it (deck-v2.md section 9).
    var representation: JSONObject {
        [
            "id": JSON(run.id), "object": "task_run", "status": JSON(run.status), "task_id": JSON(run.task),
            "agent_id": JSON(run.agent), "session_id": JSON(run.session), "source_id": JSON(run.source),
            "credential_id": JSON(run.credential),
            "source": source.map { ["type": "website", "website": ["url": .text($0.url)]] } ?? .null,
            "input": run.input ?? .null,
            "lease": [
                "token": .text(token.reveal()),
                "expires_at": run.lease.map { .text($0.expiresAt.iso8601) } ?? .null,
            ],
        ]
    }
}

extension VaultPayload {
    /// What a lease releases: readable and secret fields in one map (deck-v2.md section 13, decision 10).
    var released: JSONObject {
        var object = JSONObject()
        object["username"] = username.map(JSON.text)
        object["password"] = password.map { .text($0.reveal()) }
        object["source_fields"] = .object(
            fields.sorted { $0.key < $1.key }.reduce(into: JSONObject()) { members, field in
                members[field.key] = .text(field.value.value.reveal())
            })
        return object
    }
}
