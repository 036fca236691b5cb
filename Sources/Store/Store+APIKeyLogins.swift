public import Credentials
import MariaDB
public import Secrets

extension Store {
    /// The user who holds an API key. A key that was found under an older lookup key stands under the newest from then on.
    public mutating func user(holding key: Secret, _ grant: Grant<AuthenticateUser>) throws -> User? {
        if let recent = recentLookupKeys, let user = try user(holding: key, under: recent, grant) {
            return user
        }
        // What is remembered may lack the newest lookup key, under which a key made a moment ago stands.
        return try user(holding: key, under: try lookupKeys(), grant)
    }

    private mutating func user(
        holding key: Secret, under lookups: [LookupKey], _ grant: Grant<AuthenticateUser>
    ) throws -> User? {
        let digests = lookups.map { $0.digest(key, scope: grant.realm.number) }
        let holder = try session.first(
            """
            SELECT \(raw: userColumns), credential_id, api_key_version FROM users
            JOIN (
                SELECT id AS credential_id, user_id, api_key_version FROM credentials
                WHERE api_key_digest IN (\(list: digests))
            ) AS held ON held.user_id = users.id
            WHERE users.realm_id = \(grant.realm)
            """
        ) { row in
            (
                user: try User(row: row), credential: try row("credential_id", as: CredentialID.self),
                version: try row("api_key_version", as: Int.self)
            )
        }
        if let holder, let newest = lookups.first, let digest = digests.first, holder.version < newest.version {
            try session.execute(
                """
                UPDATE IGNORE credentials SET api_key_version = \(newest.version), api_key_digest = \(digest)
                WHERE id = \(holder.credential) AND api_key_version = \(holder.version)
                    AND api_key_digest IN (\(list: digests))
                """)
        }
        return holder?.user
    }
}
