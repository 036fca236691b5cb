public import Credentials
import MariaDB

extension Store {
    /// Keeps a new token's digest. To be called with the user locked, as for what ends tokens.
    public mutating func insert(
        _ token: OneTimeToken, for user: UserID, at now: Timestamp, _ grant: Grant<AuthenticateUser>
    ) throws {
        try session.execute(
            """
            INSERT INTO one_time_tokens (digest, realm_id, user_id, purpose, expires_at)
            VALUES (\(token.digest), \(grant.realm), \(user), \(token.purpose),
                \(now.adding(seconds: token.purpose.lifetime)))
            """)
    }

    /// The user whom a token was made for; `nil` when it was used, ended or expired, or is of another realm.
    public mutating func holder(
        of token: OneTimeToken, at now: Timestamp, _ grant: Grant<AuthenticateUser>
    ) throws -> UserID? {
        try session.first(
            "SELECT user_id FROM one_time_tokens WHERE \(fragment: token.condition(at: now, in: grant.realm))"
        ) { try $0("user_id") }
    }

    /// Uses a token up; `false` when somebody else did, or it ended in the meantime. To be called in the transaction of the
    /// change that the token allows.
    public mutating func consume(
        _ token: OneTimeToken, at now: Timestamp, _ grant: Grant<AuthenticateUser>
    ) throws -> Bool {
        try session.execute(
            "DELETE FROM one_time_tokens WHERE \(fragment: token.condition(at: now, in: grant.realm))") == 1
    }

    /// Counts a wrong code against a pending login, which the last one ends; `false` when it had ended before.
    public mutating func countFailure(
        of token: OneTimeToken, at now: Timestamp, _ grant: Grant<AuthenticateUser>
    ) throws -> Bool {
        let condition = token.condition(at: now, in: grant.realm)
        let counted =
            try session.execute(
                "UPDATE one_time_tokens SET failures = failures + 1 WHERE \(fragment: condition)") == 1
        try session.execute(
            """
            DELETE FROM one_time_tokens WHERE \(fragment: condition) AND failures >= \(OneTimeToken.mostFailures)
            """)
        return counted
    }

    /// Ends all of a user's tokens for some purposes.
    public mutating func endTokens(
        of user: UserID, _ purpose: OneTimeToken.Purpose, _ grant: Grant<AuthenticateUser>
    ) throws {
        try endTokens(of: user, [purpose])
    }

    mutating func endTokens(of user: UserID, _ purposes: [OneTimeToken.Purpose]) throws {
        try session.execute("DELETE FROM one_time_tokens WHERE user_id = \(user) AND purpose IN (\(list: purposes))")
    }

    /// Ends what was sent to a user's address when the address is about to change.
    mutating func endEmailTokens(of user: User) throws {
        let isKept = try session.first(
            "SELECT 1 AS found FROM users WHERE id = \(user.id) AND email = \(user.email ?? "")"
        ) { _ in true }
        if isKept == nil { try endTokens(of: user.id, [.email]) }
    }

    /// Deletes tokens that have expired, the oldest first.
    ///
    /// - Parameter limit: The most to delete at once.
    /// - Returns: How many were deleted; as many as the limit means that there may be more.
    public mutating func sweepOneTimeTokens(at now: Timestamp, limit: Int) throws -> Int {
        try session.execute("DELETE FROM one_time_tokens WHERE expires_at <= \(now) ORDER BY expires_at LIMIT \(limit)")
    }
}

extension OneTimeToken {
    /// Holds for the token's row while the token may be used.
    fileprivate func condition(at now: Timestamp, in realm: RealmID) -> SQL {
        "digest = \(digest) AND purpose = \(purpose) AND realm_id = \(realm) AND expires_at > \(now)"
    }
}
