public import Credentials
import MariaDB
public import Secrets

/// What a worker is ready to take.
public struct RunClaim: Sendable {
    /// Only runs on these sources; empty is all.
    public var sources: [SourceID] = []
    /// Only runs of these tasks; empty is all.
    public var tasks: [VaultTaskID] = []
    /// How long its lease is to last after each sign of life, in seconds.
    public var leaseSeconds = 120

    /// Takes anything, for two minutes.
    public init() {}
}

/// A run that a worker has taken.
public struct ClaimedRun: Sendable {
    /// The run.
    public let run: TaskRun
    /// Where it is done.
    public let source: Source?
    /// What makes the worker known from now on.
    public let token: Secret
}

extension Store {
    /// Takes the oldest run that waits for such a worker; each goes to one worker only.
    ///
    /// - Returns: `nil` when none waits.
    public mutating func claim(_ wish: RunClaim, at now: Timestamp, _ grant: WorkerGrant) throws -> ClaimedRun? {
        for queue in try queues(for: wish, grant) {
            if let claimed = try claim(wish, from: queue, at: now, grant) { return claimed }
        }
        return nil
    }

    private mutating func claim(
        _ wish: RunClaim, from queue: RunQueue, at now: Timestamp, _ grant: WorkerGrant
    ) throws -> ClaimedRun? {
        while true {
            let token = RunLease.newToken()
            let lease = RunLease(
                digest: RunLease.digest(of: token), key: grant.key, seconds: wish.leaseSeconds,
                expiresAt: now.adding(seconds: wish.leaseSeconds))
            let condition = queue.condition(wish)
            let next = try transaction { store in try store.start(lease, where: condition, at: now) }
            guard let run = next else { return nil }
            guard run.status == .running else { continue }
            let source = try run.source.flatMap { try self.source(where: "id = \($0)") }
            return ClaimedRun(run: run, source: source, token: token)
        }
    }

    /// Where runs wait for such a worker, the one whose first has waited longest before the others.
    private mutating func queues(for wish: RunClaim, _ grant: WorkerGrant) throws -> [RunQueue] {
        guard let sources = wish.sources(within: grant.reach), !grant.reach.organizations.isEmpty else { return [] }
        let (columns, condition): (SQL, SQL) =
            sources.isEmpty
            ? ("id AS organization, NULL AS source FROM organizations", "id IN (\(list: grant.reach.organizations))")
            : (
                "organization_id AS organization, id AS source FROM sources",
                "id IN (\(list: sources)) AND organization_id IN (\(list: grant.reach.organizations))"
            )
        let ofSource: SQL = sources.isEmpty ? "" : "AND source_id = queues.source"
        return try session.rows(
            """
            SELECT organization, source, (
                SELECT id FROM task_runs
                WHERE organization_id = queues.organization AND claimable = TRUE \(fragment: ofSource) \(fragment: wish.ofTasks)
                ORDER BY id LIMIT 1) AS next
            FROM (SELECT \(fragment: columns) WHERE \(fragment: condition)) AS queues
            HAVING next IS NOT NULL ORDER BY next LIMIT 10
            """
        ) { RunQueue(organization: try $0("organization"), source: try $0("source")) }
    }

    /// Gives the first run that nobody else is about to take to a worker, or ends it when it was overtaken by the deletion of
    /// its credential or the end of its session.
    private mutating func start(_ lease: RunLease, where condition: SQL, at now: Timestamp) throws -> TaskRun? {
        let next = try session.first(
            """
            SELECT \(raw: taskRunColumns) FROM task_runs
            WHERE \(fragment: condition) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
            """, TaskRun.init(row:))
        guard let next, let vaultSession = try lockedSession(next.session) else { return nil }
        var held = HeldRun(next, vaultSession, nil)
        if try hasLostCredential(next) {
            held.run.fail(with: [RunError.credentialDeleted.json], at: now)
        } else if vaultSession.status.isEnd || vaultSession.status == .completing {
            held.run.cancel(at: now)
        } else {
            held.run.start(under: lease, at: now)
        }
        try settle(&held, at: now)
        return held.run
    }

    private mutating func hasLostCredential(_ run: TaskRun) throws -> Bool {
        guard let credential = run.credential else { return false }
        let status = try session.first("SELECT status FROM vault_credentials WHERE id = \(credential)") {
            try $0("status", as: VaultCredentialStatus.self)
        }
        return status == .deleted
    }
}

/// Where runs wait: an organization's, or those on one of its sources.
private struct RunQueue {
    let organization: OrganizationID
    let source: SourceID?

    /// What of it a worker is ready to take.
    func condition(_ wish: RunClaim) -> SQL {
        let ofSource = source.map { "AND source_id = \($0)" as SQL } ?? ""
        return """
            organization_id = \(organization) AND claimable = TRUE \(fragment: ofSource) \(fragment: wish.ofTasks)
            """
    }
}

extension RunClaim {
    /// The only sources to look at, empty for all; `nil` when the key reaches none of those that are wanted.
    fileprivate func sources(within reach: WorkerReach) -> [SourceID]? {
        if reach.sources.isEmpty || sources.isEmpty { return reach.sources + sources }
        let both = sources.filter(reach.sources.contains)
        return both.isEmpty ? nil : both
    }

    fileprivate var ofTasks: SQL {
        tasks.isEmpty ? "" : "AND task_id IN (\(list: tasks))"
    }
}
