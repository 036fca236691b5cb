public import Credentials
import MariaDB
import Secrets

extension Store {
    /// The realm's keys, also those that expired within the last hour.
    public mutating func jwtKeys(
        _ page: PageRequest<JWTKeyID, Void>, _ grant: Grant<ManageJWTKey>
    ) throws -> Page<JWTKey> {
        let start = ContinuousClock.now
        let rows = try session.rows(
            """
            \(fragment: JWTKeyRow.selection)
            WHERE realm_id = \(grant.realm) AND \(fragment: remembered) \(fragment: SortColumn.idTail(of: page))
            """, JWTKeyRow.init)
        return Page(try rows.map { try opened($0, readAt: start) }, limit: page.limit)
    }

    /// One of them.
    public mutating func jwtKey(_ id: JWTKeyID, _ grant: Grant<ManageJWTKey>) throws -> JWTKey? {
        let start = ContinuousClock.now
        let row = try session.first(
            """
            \(fragment: JWTKeyRow.selection)
            WHERE id = \(id) AND realm_id = \(grant.realm) AND \(fragment: remembered)
            """, JWTKeyRow.init)
        return try row.map { try opened($0, readAt: start) }
    }

    /// Adds a key; as the newest it signs from now on, if the realm's algorithm is its own. The older ones stay good.
    public mutating func insert(_ key: JWTKey, _ grant: Grant<ManageJWTKey>) throws {
        try insert(key, for: grant.realm)
    }

    /// Lets a key expire now; `false` when it has expired. To be called in a transaction.
    public mutating func expire(_ id: JWTKeyID, _ grant: Grant<ManageJWTKey>) throws -> Bool {
        try session.requireTransaction()
        let now = Timestamp.now
        let matched = try session.execute(
            """
            UPDATE jwt_keys SET expires_at = \(now)
            WHERE id = \(id) AND realm_id = \(grant.realm) AND (expires_at IS NULL OR expires_at > \(now))
            """)
        try noteSigningKey(of: grant.realm)
        return matched == 1
    }

    /// Whether the realm's login tokens can be signed without that key; to be asked while the realm is locked.
    public mutating func canSign(_ algorithm: JWTAlgorithm, without id: JWTKeyID, _ grant: Grant<ManageJWTKey>) throws
        -> Bool
    {
        try session.first(
            """
            SELECT 1 AS found FROM jwt_keys
            WHERE realm_id = \(grant.realm) AND algo = \(algorithm) AND expires_at IS NULL AND id <> \(id) LIMIT 1
            """
        ) { _ in true } ?? false
    }

    private var remembered: SQL { "(expires_at IS NULL OR expires_at > \(JWTKey.forgotten))" }
}
