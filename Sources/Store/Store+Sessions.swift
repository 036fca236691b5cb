public import Credentials
import JSON
import MariaDB

extension Store {
    /// Keeps a session.
    public mutating func insert(_ login: LoginSession, _ grant: Grant<AuthenticateUser>) throws {
        try session.execute(
            """
            INSERT INTO sessions (id, realm_id, user_id, expires_at, request)
            VALUES (\(login.id), \(grant.realm), \(login.user), \(login.expiresAt), \(login.request))
            """)
    }

    /// The sessions of a user that have not ended, in the order of their beginning.
    public mutating func sessions(
        of user: UserID, _ page: PageRequest<SessionID, Void>, _ grant: Grant<ReadSession>
    ) throws -> Page<LoginSession> {
        let rows = try session.rows(
            """
            SELECT id, user_id, expires_at, request FROM sessions FORCE INDEX (sessions_user)
            WHERE user_id = \(user) AND realm_id = \(grant.realm) AND expires_at > \(Timestamp.now)
            \(fragment: SortColumn.idTail(of: page))
            """, LoginSession.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// A session that has not ended.
    public mutating func session(
        _ id: SessionID, at now: Timestamp, _ grant: Grant<some SessionOperation>
    ) throws -> LoginSession? {
        try session.first(
            """
            SELECT id, user_id, expires_at, request FROM sessions
            WHERE id = \(id) AND realm_id = \(grant.realm) AND expires_at > \(now)
            """, LoginSession.init(row:))
    }

    /// Ends a session; `false` when it has ended.
    public mutating func delete(_ id: SessionID, at now: Timestamp, _ grant: Grant<WriteSession>) throws -> Bool {
        try session.execute(
            "DELETE FROM sessions WHERE id = \(id) AND realm_id = \(grant.realm) AND expires_at > \(now)") == 1
    }

    /// Deletes sessions that have expired, the longest expired first.
    ///
    /// - Parameter limit: the most to delete.
    /// - Returns: how many were deleted. With `limit` of them there may be more.
    @discardableResult
    public mutating func sweepExpiredSessions(limit: Int) throws -> Int {
        try session.execute(
            "DELETE FROM sessions WHERE expires_at <= \(Timestamp.now) ORDER BY expires_at LIMIT \(limit)")
    }
}

extension LoginSession {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row("id"), user: try row("user_id"), expiresAt: try row("expires_at"), request: try row("request"))
    }
}
