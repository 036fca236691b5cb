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
        for queue in try waiting(in: try queues(for: wish, within: grant.reach)) {
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
            let next = try transaction { store in try store.start(lease, from: queue, at: now) }
            guard let run = next else { return nil }
            guard run.status == .running else { continue }
            let source = try run.source.flatMap { try self.source(where: "id = \($0)") }
            return ClaimedRun(run: run, source: source, token: token)
        }
    }

    /// Gives the first run that nobody else is about to take to a worker, or ends it when it was overtaken by the deletion of
    /// its credential or the end of its session.
    private mutating func start(_ lease: RunLease, from queue: RunQueue, at now: Timestamp) throws -> TaskRun? {
        let next = try session.first(
            """
            SELECT \(raw: taskRunColumns) FROM task_runs FORCE INDEX (\(raw: queue.index))
            WHERE \(fragment: queue.condition) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
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
