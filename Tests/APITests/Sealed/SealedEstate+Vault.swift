import Credentials
import JSON
import MariaDB
import Testing

extension SealedEstate {
    /// What `/v2` seals for one organization, all of it twice but the organization's own key.
    func addOrganization(_ key: String, worker: String) throws {
        let vault = vault
        for _ in 0..<2 {
            let credential = try newCredential(key)
            try addCredential(credential, key)
            try addAnswer(key)
            try addInteraction(credential, key, worker: worker)
            try addDestination(key)
        }
        let record = try #require(rows["idempotency_records.answer"]?.last)
        let organization: [OrganizationID] = try vault.world.column(
            "organization_id",
            "SELECT organization_id FROM idempotency_records WHERE \(fragment: record.condition)")
        add(
            "organization_keys.wrapped", "organization_id = \(try #require(organization.first))", record.read)
    }

    private func addCredential(_ id: String, _ key: String) throws {
        let (vault, path) = (vault, "/v2/credentials/\(id)")
        let number = try stored(id, VaultCredentialID.self)
        add("vault_credentials.summary", "id = \(number)") { vault.send("GET", path, key: key) }
        add("vault_credentials.payload", "id = \(number)") {
            vault.send("PATCH", path, ["auth_credentials": ["username": "new@acme.test"]], key: key)
        }
        add("credential_keys.wrapped", "credential_id = \(number)") { vault.send("GET", path, key: key) }
    }

    /// The answer that is kept for a repetition.
    private func addAnswer(_ key: String) throws {
        let (vault, name) = (vault, "key \(UInt64.random(in: 0...(.max)))")
        let all: SQL = "SELECT key_digest FROM idempotency_records"
        let before: [[UInt8]] = try world.column("key_digest", all)
        let read = {
            vault.send(
                "POST", "/v2/agents", ["name": .text(Self.secret)], key: key, headers: ["idempotency-key": name])
        }
        try #require(read().status == 201)
        let after: [[UInt8]] = try world.column("key_digest", all)
        let digest = try #require(after.first { !before.contains($0) })
        add("idempotency_records.answer", "key_digest = \(digest)", read)
    }

    /// A user's answer that the worker has not taken yet.
    private func addInteraction(_ credential: String, _ key: String, worker: String) throws {
        let vault = vault
        let task = try vault.send("POST", "/v2/tasks", ["name": "Task", "agent_id": .text(newAgent(key))], key: key)
        let run = try vault.send(
            "POST", "/v2/tasks/\(try task.text("id"))/run", ["credential_id": .text(credential)], key: key
        ).text("id")
        let lease = try vault.send("POST", "/v2/task-runs/claim", [:], key: worker).lease()
        let (path, headers) = ("/v2/task-runs/\(run)", ["deck-lease": lease])
        let question: JSON = [
            "type": "mfa", "message": "Code?", "fields": [["name": "code", "type": "text", "label": "Code"]],
        ]
        try #require(
            vault.send("POST", "\(path)/interaction-request", question, key: worker, headers: headers).status == 200)
        let answer: JSON = ["input": ["code": .text(Self.secret)]]
        try #require(vault.send("POST", "\(path)/interaction", answer, key: key).status == 200)
        add("task_runs.interaction_answer", "id = \(try stored(run, TaskRunID.self))") {
            vault.send("GET", "\(path)/interaction", key: worker, headers: headers)
        }
    }

    /// A destination whose signing secret has been replaced.
    private func addDestination(_ key: String) throws {
        let (vault, path) = (vault, "/v2/event-destinations")
        let body: JSON = [
            "name": "Hook", "events": ["agent.updated"],
            "webhook": [
                "url": .text("https://\(Self.secret).example/"),
                "custom_headers": .text(#"{"X-Token":"\#(Self.secret)"}"#),
            ],
        ]
        let id = try vault.send("POST", path, body, key: key).text("id")
        let rotation = vault.send("PATCH", "\(path)/\(id)", ["webhook": ["secret": .null]], key: key)
        try #require(rotation.status == 200)
        for name in ["url", "custom_headers", "secret", "former_secret"] {
            let column = SealedColumn(table: "event_destinations", name: name)
            add(column, "id = \(try stored(id, EventDestinationID.self))") {
                vault.send("GET", "\(path)/\(id)", key: key)
            }
        }
    }

    private func newAgent(_ key: String) throws -> String {
        try vault.send("POST", "/v2/agents", ["name": "Agent"], key: key).text("id")
    }

    private func newCredential(_ key: String) throws -> String {
        let website: JSON = ["type": "website", "website": ["url": "https://portal.example/login"]]
        let source = try vault.send("POST", "/v2/sources", website, key: key).text("id")
        let body: JSON = [
            "source_id": .text(source), "auth_method": "username_password",
            "auth_credentials": ["username": .text(Self.secret), "password": .text(Self.secret)],
        ]
        return try vault.send("POST", "/v2/credentials", body, key: key).text("id")
    }
}
