public import Credentials
import MariaDB

extension Store {
    /// Notes that a user has logged in; `false` when that was done lately, or at a later time.
    ///
    /// - Parameter seconds: how long a login keeps later ones from being noted; `nil` when each is to be.
    @discardableResult
    public mutating func noteLogin(
        of user: UserID, at now: Timestamp, unlessWithin seconds: Int? = nil, _ grant: Grant<AuthenticateUser>
    ) throws -> Bool {
        let latest = now.adding(seconds: -(seconds ?? 0))
        let updated = try session.execute(
            """
            UPDATE user_logins SET last_login_at = \(now)
            WHERE user_id = (SELECT id FROM users WHERE id = \(user) AND realm_id = \(grant.realm))
                AND last_login_at <= \(latest)
            """)
        guard updated == 0 else { return true }
        return try session.execute(
            """
            INSERT IGNORE INTO user_logins (user_id, last_login_at)
            SELECT id, \(now) FROM users WHERE id = \(user) AND realm_id = \(grant.realm)
            """) == 1
    }
}
