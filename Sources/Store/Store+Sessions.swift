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
}
