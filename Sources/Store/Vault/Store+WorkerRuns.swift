public import Credentials
import MariaDB

extension Store {
    /// A run that the worker's key reaches, locked with its credential and its session until the transaction ends.
    public mutating func heldRun(_ id: TaskRunID, _ grant: WorkerGrant) throws -> HeldRun? {
        try taskRun(id, grant).flatMap { try held($0) }
    }

    /// The same, not locked.
    public mutating func taskRun(_ id: TaskRunID, _ grant: WorkerGrant) throws -> TaskRun? {
        guard let run = try taskRun(where: "id = \(id)"), grant.reach.organizations.contains(run.organization) else {
            return nil
        }
        guard grant.reach.sources.isEmpty || run.source.map(grant.reach.sources.contains) == true else { return nil }
        return run
    }

    /// The task of a run, also one that was deleted since.
    public mutating func task(of run: TaskRun, _: WorkerGrant) throws -> VaultTask? {
        try task(where: "id = \(run.task)")
    }

    /// The secrets of a held run's credential as they are now, for finding them where they do not belong; `nil` once they
    /// are gone.
    public mutating func payload(of held: HeldRun, _: WorkerGrant) throws -> VaultPayload? {
        try held.credential.flatMap { try payload(of: $0, in: held.run.organization) }
    }

    /// Lets a held run's worker read the secrets of its credential, and keeps that it did.
    ///
    /// - Returns: `nil` once they are gone.
    public mutating func release(_ held: inout HeldRun, at now: Timestamp, _ grant: WorkerGrant) throws -> VaultPayload?
    {
        guard let credential = held.credential, let payload = try payload(of: held, grant) else { return nil }
        let id: TaskRunID = IdentifierGenerator.shared.next()
        try session.execute(
            """
            INSERT INTO credential_releases (id, organization_id, credential_id, credential_version, task_run_id,
                worker_key_id)
            VALUES (\(id), \(held.run.organization), \(credential.id), \(credential.version), \(held.run.id),
                \(grant.key))
            """)
        held.run.lease?.releases += 1
        held.run.releasedVersion = credential.version
        try settle(&held, at: now)
        return payload
    }

    /// Whether a run's worker has read its credential also as it was before the version that it read last.
    public mutating func hasReadOlderVersion(of run: TaskRun, _: WorkerGrant) throws -> Bool {
        guard let lease = run.lease, lease.releases > 1 else { return false }
        return try session.first(
            """
            SELECT 1 AS older FROM credential_releases
            WHERE task_run_id = \(run.id) AND credential_version <> \(run.releasedVersion) LIMIT 1
            """
        ) { _ in true } == true
    }

    /// Lets a held run's credential follow what a worker reported of it.
    ///
    /// - Returns: whether it has come to another status.
    public mutating func apply(
        _ occurrence: VaultCredentialStatus.Occurrence, to held: inout HeldRun, at now: Timestamp, _: WorkerGrant
    ) throws -> Bool {
        guard var credential = held.credential else { return false }
        let status = credential.status.after(occurrence)
        guard status != credential.status else { return false }
        credential.status = status
        credential.updatedAt = now
        try session.execute(
            """
            UPDATE vault_credentials SET status = \(status), updated_at = \(now)
            WHERE id = \(credential.id) AND organization_id = \(held.run.organization)
            """)
        held.credential = credential
        return true
    }
}
