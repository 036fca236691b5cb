import Credentials
import JSON
import MariaDB

let taskRunColumns: StaticString = """
    id, organization_id, task_id, agent_id, source_id, credential_id, session_id, status, lane, claimable, input,
    output, errors, interaction, interaction_answer IS NOT NULL AS answered, interaction_expires_at, lease_digest,
    lease_expires_at, lease_seconds, releases, released_version, outcome, outcome_version, outcome_message, applied,
    requeued, timeout_seconds, started_at, deadline_at, ended_at, worker_key_id, updated_at
    """

extension TaskRun {
    init(row: Row) throws {
        self.init(
            id: try row("id"), organization: try row("organization_id"), task: try row("task_id"),
            agent: try row("agent_id"), source: try row("source_id"), credential: try row("credential_id"),
            session: try row("session_id"), lane: try row("lane"), timeoutSeconds: try row("timeout_seconds"),
            input: try row("input", as: StoredJSON?.self)?.value, updatedAt: try row("updated_at"))
        status = try row("status")
        isClaimable = try row("claimable")
        output = try row("output", as: StoredJSON?.self)?.value
        errors = try row("errors", as: JSONList.self).items
        interaction = try row("interaction")
        interactionExpiresAt = try row("interaction_expires_at")
        isAnswered = try row("answered")
        lease = try RunLease(row: row)
        releasedVersion = try row("released_version")
        report = try LoginReport(row: row)
        isRequeued = try row("requeued")
        startedAt = try row("started_at")
        deadline = try row("deadline_at")
        endedAt = try row("ended_at")
    }
}

extension RunLease {
    fileprivate init?(row: Row) throws {
        guard let digest = try row("lease_digest", as: [UInt8]?.self) else { return nil }
        self.init(
            digest: digest, key: try row("worker_key_id"), seconds: try row("lease_seconds"),
            expiresAt: try row("lease_expires_at"))
        releases = try row("releases")
    }
}

extension LoginReport {
    fileprivate init?(row: Row) throws {
        guard let outcome = try row("outcome", as: LoginOutcome?.self) else { return nil }
        self.init(outcome: outcome, version: try row("outcome_version"), message: try row("outcome_message"))
        isApplied = try row("applied")
    }
}
