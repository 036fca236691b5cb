public import Credentials
import JSON
import MariaDB

extension Store {
    /// Adds a run to the queue and tells of it; credential and session, as far as it has them, are locked.
    ///
    /// - Returns: the run, claimable if it is the first of its lane.
    @discardableResult
    public mutating func insert(_ run: TaskRun, _ grant: VaultGrant<WriteTaskRun>) throws -> TaskRun {
        var run = run
        try takeTurn(in: run)
        let waiting = try session.first(
            """
            SELECT 1 AS waiting FROM task_runs FORCE INDEX (task_runs_lane)
            WHERE lane = \(run.lane) AND status IN (\(list: TaskRunStatus.allCases.filter { !$0.isEnd })) LIMIT 1
            """
        ) { _ in true }
        run.isClaimable = waiting == nil
        try session.execute(
            """
            INSERT INTO task_runs (id, organization_id, task_id, agent_id, source_id, credential_id, session_id, status,
                lane, claimable, input, errors, timeout_seconds, updated_at)
            VALUES (\(run.id), \(grant.organization), \(run.task), \(run.agent), \(run.source), \(run.credential),
                \(run.session), \(run.status), \(run.lane), \(run.isClaimable), \(run.input.map(StoredJSON.init)), '[]',
                \(run.timeoutSeconds), \(run.updatedAt))
            """)
        try record(run.status.event, run.eventData, in: grant.organization)
        return run
    }

    /// The run with that id.
    public mutating func taskRun(_ id: TaskRunID, _ grant: VaultGrant<some VaultOperation>) throws -> TaskRun? {
        try taskRun(where: "id = \(id) AND organization_id = \(grant.organization)")
    }

    /// The runs of the organization, newest first.
    public mutating func taskRuns(
        _ filter: TaskRunFilter, _ page: PageRequest<TaskRunID, Void>, _ grant: VaultGrant<ReadTaskRun>
    ) throws -> Page<TaskRun> {
        let parts = filter.parts(of: grant.organization)
        guard !parts.isEmpty, try isPossible(filter, in: grant.organization) else { return Page([], limit: page.limit) }
        // The ids alone are looked for in several ranges, because what belongs to them may be long.
        let ids = try session.rows(
            .newestFirst("SELECT id FROM task_runs FORCE INDEX (\(raw: filter.index))", parts: parts, page)
        ) { try $0("id", as: TaskRunID.self) }
        guard !ids.isEmpty else { return Page([], hasMore: false) }
        let shown = try idsWithinBounds(Array(ids.prefix(page.limit)))
        let rows = try session.rows(
            "SELECT \(raw: taskRunColumns) FROM task_runs WHERE id IN (\(list: shown)) ORDER BY id DESC",
            TaskRun.init(row:))
        return Page(rows, hasMore: shown.count < ids.count)
    }

    /// The first of some runs, as many as have eight megabytes together, at least one: a page is shorter than was asked for
    /// rather than too large to be answered in good time.
    private mutating func idsWithinBounds(_ ids: [TaskRunID]) throws -> [TaskRunID] {
        let sizes = try session.rows(
            """
            SELECT OCTET_LENGTH(errors) + COALESCE(OCTET_LENGTH(input), 0) + COALESCE(OCTET_LENGTH(output), 0) AS size
            FROM task_runs WHERE id IN (\(list: ids)) ORDER BY id DESC
            """
        ) { try $0("size", as: Int.self) }
        var room = 8 << 20
        let count = sizes.prefix { size in
            room -= size
            return room >= 0
        }.count
        return Array(ids.prefix(max(1, count)))
    }

    /// Whether the credential is of one of the sources, where a list asks for both.
    private mutating func isPossible(_ filter: TaskRunFilter, in organization: OrganizationID) throws -> Bool {
        guard let credential = filter.credential, !filter.sources.isEmpty else { return true }
        return try session.first(
            """
            SELECT 1 AS possible FROM vault_credentials
            WHERE id = \(credential) AND organization_id = \(organization) AND source_id IN (\(list: filter.sources))
            """
        ) { _ in true } == true
    }

    mutating func taskRun(where condition: SQL) throws -> TaskRun? {
        try session.first(
            "SELECT \(raw: taskRunColumns) FROM task_runs WHERE \(fragment: condition)", TaskRun.init(row:))
    }

    /// Writes all of a run that may change; an answer that the worker shall not have any more is erased.
    mutating func write(_ run: TaskRun) throws {
        let busy = run.status.isActive ? run.lane : nil
        try session.execute(
            """
            UPDATE task_runs SET status = \(run.status), result = \(run.result), busy_lane = \(busy),
                claimable = \(run.isClaimable), output = \(run.output.map(StoredJSON.init)),
                errors = \(StoredJSON(.array(run.errors))), interaction = \(run.interaction),
                interaction_answer = IF(\(run.isAnswered), interaction_answer, NULL),
                interaction_expires_at = \(run.interactionExpiresAt), lease_digest = \(run.lease?.digest),
                lease_expires_at = \(run.lease?.expiresAt), lease_seconds = \(run.lease?.seconds),
                releases = \(run.lease?.releases ?? 0), worker_key_id = \(run.lease?.key),
                released_version = \(run.releasedVersion), outcome = \(run.report?.outcome),
                outcome_version = \(run.report?.version), outcome_message = \(run.report?.message),
                applied = \(run.report?.isApplied ?? false), requeued = \(run.isRequeued),
                started_at = \(run.startedAt), deadline_at = \(run.deadline), next_expiry_at = \(run.nextExpiry),
                ended_at = \(run.endedAt), updated_at = \(run.updatedAt)
            WHERE id = \(run.id)
            """)
    }
}
