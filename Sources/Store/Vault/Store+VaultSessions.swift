public import Credentials
import MariaDB

extension Store {
    /// Adds a session that waits for its first run, and tells of it.
    public mutating func insert(_ session: VaultSession, _ grant: VaultGrant<WriteTaskRun>) throws {
        try self.session.execute(
            """
            INSERT INTO vault_sessions (id, organization_id, credential_id, status, updated_at)
            VALUES (\(session.id), \(grant.organization), \(session.credential), \(session.status),
                \(session.updatedAt))
            """)
        try record(session.status.event, session.eventData, in: grant.organization)
    }

    /// The session with that id.
    public mutating func vaultSession(
        _ id: VaultSessionID, _ grant: VaultGrant<some VaultOperation>
    ) throws -> VaultSession? {
        try vaultSession(where: "id = \(id) AND organization_id = \(grant.organization)")
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedSession(
        _ id: VaultSessionID, _ grant: VaultGrant<some VaultOperation>
    ) throws -> VaultSession? {
        try vaultSession(where: "id = \(id) AND organization_id = \(grant.organization) FOR UPDATE")
    }

    /// How many sessions of the organization run, counted up to a limit.
    public mutating func runningSessions(upTo limit: Int, _ grant: VaultGrant<WriteTaskRun>) throws -> Int {
        try session.rows(
            """
            SELECT id FROM vault_sessions WHERE organization_id = \(grant.organization) AND status = 'running'
            LIMIT \(limit)
            """
        ) { _ in }.count
    }

    /// Changes where a session stands, and tells of it; nothing for where it stands already.
    public mutating func move(
        _ session: inout VaultSession, to status: VaultSessionStatus, at now: Timestamp
    ) throws {
        guard session.status != status else { return }
        session.become(status, at: now)
        try self.session.execute(
            """
            UPDATE vault_sessions SET status = \(session.status), started_at = \(session.startedAt),
                idle_until = \(session.idleUntil), ended_at = \(session.endedAt), updated_at = \(session.updatedAt)
            WHERE id = \(session.id)
            """)
        try record(status.event, session.eventData, in: session.organization)
    }

    /// Ends sessions that have been idle too long, a bounded number of them.
    ///
    /// - Returns: how many were looked at.
    @discardableResult
    public mutating func expireSessions(at now: Timestamp, limit: Int) throws -> Int {
        let due = try session.rows(
            "SELECT id FROM vault_sessions WHERE idle_until <= \(now) ORDER BY idle_until LIMIT \(limit)"
        ) { try $0("id", as: VaultSessionID.self) }
        for id in due {
            try transaction { store in
                guard var session = try store.lockedSession(id), !session.status.isEnd, !session.isOpen(at: now) else {
                    return
                }
                try store.move(&session, to: .completed, at: now)
            }
        }
        return due.count
    }

    mutating func lockedSession(_ id: VaultSessionID) throws -> VaultSession? {
        try vaultSession(where: "id = \(id) FOR UPDATE")
    }

    private mutating func vaultSession(where condition: SQL) throws -> VaultSession? {
        try session.first(
            """
            SELECT id, organization_id, credential_id, status, started_at, idle_until, ended_at, updated_at
            FROM vault_sessions WHERE \(fragment: condition)
            """, VaultSession.init(row:))
    }
}

extension VaultSession {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row("id"), organization: try row("organization_id"), credential: try row("credential_id"),
            updatedAt: try row("updated_at"))
        status = try row("status")
        startedAt = try row("started_at")
        idleUntil = try row("idle_until")
        endedAt = try row("ended_at")
    }
}
