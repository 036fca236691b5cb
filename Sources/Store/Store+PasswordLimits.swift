public import Credentials
import MariaDB

extension Store {
    /// The failures counted against a user and a source, as of now.
    ///
    /// - Parameter user: `nil` when there is no such user; then only those of the source.
    public mutating func passwordLimits(
        of user: UserID?, from source: LoginSource, _ grant: Grant<AuthenticateUser>
    ) throws -> PasswordLimits {
        PasswordLimits(
            pair: try user.map { try limit(at: .pair($0, source)) },
            source: try limit(at: .source(grant.realm, source)))
    }

    /// The same, locked until the transaction ends, so that failures are counted one after the other.
    public mutating func lockedPasswordLimits(
        of user: UserID?, from source: LoginSource, _ grant: Grant<AuthenticateUser>
    ) throws -> PasswordLimits {
        PasswordLimits(
            pair: try user.map { try lockedLimit(at: .pair($0, source)) },
            source: try lockedLimit(at: .source(grant.realm, source)))
    }

    /// Notes the failures counted; to be called with them locked.
    public mutating func setPasswordLimits(
        _ limits: PasswordLimits, of user: UserID?, from source: LoginSource, _ grant: Grant<AuthenticateUser>
    ) throws {
        if let user, let pair = limits.pair { try write(pair, at: .pair(user, source)) }
        try write(limits.source, at: .source(grant.realm, source))
    }

    /// Forgives a user's failures from one source.
    public mutating func forgiveFailures(
        of user: UserID, from source: LoginSource, _ grant: Grant<AuthenticateUser>
    ) throws {
        let place = FailurePlace.pair(user, source)
        try session.execute("DELETE FROM \(raw: place.table) WHERE \(fragment: place.row)")
    }

    /// Deletes counts that nothing depends on any more, the oldest first.
    ///
    /// - Parameter limit: The most to delete at once, of each kind.
    /// - Returns: How many were deleted; as many as the limit or more means that there may be more.
    public mutating func sweepPasswordLimits(at now: Timestamp, limit: Int) throws -> Int {
        let oldest = now.adding(seconds: -PasswordLimit.window)
        return try FailurePlace.tables.reduce(0) { count, table in
            try count
                + session.execute(
                    """
                    DELETE FROM \(raw: table) WHERE first_failure_at <= \(oldest)
                    ORDER BY first_failure_at LIMIT \(limit)
                    """)
        }
    }

    /// Deletes the counts of a realm that belong to no user, in small transactions.
    mutating func forgetFailures(in realm: RealmID) throws {
        let most = 1000
        while try session.execute(
            "DELETE FROM login_failures_by_source WHERE realm_id = \(realm) LIMIT \(most)") == most
        {}
    }

    private mutating func limit(at place: FailurePlace, _ ending: SQL = "") throws -> PasswordLimit {
        try session.first(
            """
            SELECT failures, first_failure_at FROM \(raw: place.table)
            WHERE \(fragment: place.row) \(fragment: ending)
            """
        ) { row in
            PasswordLimit(place.scope, failures: try row("failures"), firstFailure: try row("first_failure_at"))
        } ?? PasswordLimit(place.scope)
    }

    /// The row is made first when there is none, for what is not there cannot be locked.
    private mutating func lockedLimit(at place: FailurePlace) throws -> PasswordLimit {
        try session.execute(
            """
            INSERT INTO \(raw: place.table) (\(raw: place.owner), source, failures, first_failure_at)
            VALUES (\(place.id), \(place.source), 0, \(Timestamp.now)) ON DUPLICATE KEY UPDATE failures = failures
            """)
        return try limit(at: place, "FOR UPDATE")
    }

    private mutating func write(_ limit: PasswordLimit, at place: FailurePlace) throws {
        try session.execute(
            """
            UPDATE \(raw: place.table) SET failures = \(limit.failures), first_failure_at = \(limit.firstFailure)
            WHERE \(fragment: place.row)
            """)
    }
}

/// The row that counts one kind of failures.
private struct FailurePlace {
    static let tables: [StaticString] = ["login_failures_by_user", "login_failures_by_source"]

    let scope: PasswordLimit.Scope
    let table: StaticString
    /// The column that holds the id of whoever the failures belong to.
    let owner: StaticString
    let id: [UInt8]
    let source: [UInt8]

    static func pair(_ user: UserID, _ source: LoginSource) -> FailurePlace {
        FailurePlace(
            scope: .pair, table: "login_failures_by_user", owner: "user_id", id: user.bytes, source: source.digest)
    }

    static func source(_ realm: RealmID, _ source: LoginSource) -> FailurePlace {
        FailurePlace(
            scope: .source, table: "login_failures_by_source", owner: "realm_id", id: realm.bytes,
            source: source.digest)
    }

    var row: SQL { "\(raw: owner) = \(id) AND source = \(source)" }
}
