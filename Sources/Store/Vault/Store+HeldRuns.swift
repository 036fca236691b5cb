public import Credentials
import MariaDB

/// A run that is locked, with what it has; all that ends a run or brings it back to the queue goes through one, in the order
/// credential, session, run.
public struct HeldRun: Sendable {
    /// The run; to be changed and settled.
    public var run: TaskRun
    /// Its credential, if it has one.
    public var credential: VaultCredential?
    var session: VaultSession
    let former: TaskRunStatus

    init(_ run: TaskRun, _ session: VaultSession, _ credential: VaultCredential?) {
        self.run = run
        self.session = session
        self.credential = credential
        former = run.status
    }
}

extension Store {
    /// The run with that id, locked with its credential and its session until the transaction ends.
    public mutating func heldRun(
        _ id: TaskRunID, _ grant: VaultGrant<some VaultOperation>
    ) throws -> HeldRun? {
        guard let run = try taskRun(id, grant) else { return nil }
        return try held(run)
    }

    /// Writes a run that was held, and tells of where it has come to; its session and its lane follow.
    public mutating func settle(_ held: inout HeldRun, at now: Timestamp) throws {
        try write(held.run)
        guard held.run.status != held.former else { return }
        try record(held.run.status.event, held.run.eventData, in: held.run.organization)
        switch held.run.status {
        case .running where held.former == .queued: try move(&held.session, to: .running, at: now)
        case let status where !status.isActive:
            try leave(&held.session, at: now)
            try promote(after: held.run)
        default: break
        }
    }

    mutating func held(_ run: TaskRun) throws -> HeldRun? {
        let credential = try run.credential.flatMap { try lockedCredential($0, in: run.organization) }
        guard let session = try lockedSession(run.session), let run = try lockedRun(run.id) else { return nil }
        return HeldRun(run, session, credential)
    }

    mutating func lockedRun(_ id: TaskRunID) throws -> TaskRun? {
        try taskRun(where: "id = \(id) FOR UPDATE")
    }

    /// Begins a change of the order in a run's lane; whoever else changes it meanwhile waits or begins again.
    mutating func takeTurn(in run: TaskRun) throws {
        let isOfCredential = run.lane.number == run.credential?.number
        try session.execute(
            isOfCredential
                ? "UPDATE vault_credentials SET turns = turns + 1 WHERE id = \(run.lane)"
                : "UPDATE vault_sessions SET turns = turns + 1 WHERE id = \(run.lane)")
    }

    /// A run has ended or gone back to the queue: its session waits for the next, is idle, or has ended too.
    private mutating func leave(_ vaultSession: inout VaultSession, at now: Timestamp) throws {
        if try hasRun(of: vaultSession.id, among: TaskRunStatus.allCases.filter(\.isActive)) { return }
        if vaultSession.status == .completing { return try move(&vaultSession, to: .completed, at: now) }
        try move(&vaultSession, to: try hasRun(of: vaultSession.id, among: [.queued]) ? .queued : .idle, at: now)
    }

    /// Makes the oldest run of a run's lane claimable, unless a worker has one of it. A claim that is under way wins.
    private mutating func promote(after run: TaskRun) throws {
        let lane = run.lane
        try takeTurn(in: run)
        let busy = try session.first("SELECT 1 AS busy FROM task_runs WHERE busy_lane = \(lane)") { _ in true }
        guard busy == nil else { return }
        let next = try session.first(
            """
            SELECT id FROM task_runs FORCE INDEX (task_runs_lane)
            WHERE lane = \(lane) AND status = 'queued' ORDER BY id LIMIT 1
            """
        ) { try $0("id", as: TaskRunID.self) }
        guard let next else { return }
        try session.execute("UPDATE task_runs SET claimable = TRUE WHERE id = \(next) AND status = 'queued'")
    }
}

extension Store {
    /// Ends a session: what waits in it is canceled at once, what runs in it is to stop first.
    ///
    /// - Returns: the session as it is then; `nil` when there is none.
    public mutating func end(
        _ id: VaultSessionID, at now: Timestamp, _ grant: VaultGrant<WriteVaultSession>
    ) throws -> VaultSession? {
        guard let known = try vaultSession(id, grant) else { return nil }
        _ = try known.credential.flatMap { try lockedCredential($0, in: grant.organization) }
        guard var session = try lockedSession(id, grant) else { return nil }
        if session.status.isEnd || session.status == .completing { return session }
        let runs = try unendedRuns(of: id).compactMap { try lockedRun($0) }
        let stopsFirst = runs.contains(where: \.status.isActive)
        if stopsFirst { try move(&session, to: .completing, at: now) }
        for run in runs where run.status != .canceling && !run.status.isEnd {
            var run = run
            run.requestCancellation(at: now)
            try write(run)
            try record(run.status.event, run.eventData, in: run.organization)
        }
        if let run = runs.first { try promote(after: run) }
        if !stopsFirst { try move(&session, to: .completed, at: now) }
        return session
    }
}
