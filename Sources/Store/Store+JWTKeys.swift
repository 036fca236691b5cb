public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Adds a signing key, its secret part sealed; the realm's older keys of another algorithm are replaced by it.
    ///
    /// - Parameter outlive: how long tokens signed by the older keys stay good, in minutes.
    public mutating func insert(_ key: JWTKey, for realm: RealmID, outlive minutes: Int) throws {
        let expiry = Timestamp.now.adding(seconds: minutes * 60)
        try session.execute(
            "UPDATE jwt_keys SET expires_at = \(expiry) WHERE realm_id = \(realm) AND expires_at IS NULL")
        try insert(key, for: realm)
    }

    /// Keys that expired long ago go on this occasion.
    mutating func insert(_ key: JWTKey, for realm: RealmID) throws {
        try session.requireTransaction()
        // The new row would only share the lock of its realm, which is written to at the end.
        _ = try session.first("SELECT id FROM realms WHERE id = \(realm) FOR UPDATE") { _ in true }
        let sealed = try dataKey(of: realm, for: .realm).seal(key.signing.bytes, JWTKeyRow.place(realm, key.id))
        try session.execute("DELETE FROM jwt_keys WHERE realm_id = \(realm) AND expires_at <= \(JWTKey.forgotten)")
        try session.execute(
            """
            INSERT INTO jwt_keys (id, realm_id, algo, sealed, public_key)
            VALUES (\(key.id), \(realm), \(key.algorithm), \(sealed.bytes), \(key.publicKey))
            """)
        try noteSigningKey(of: realm)
    }

    /// Notes with the realm's rules which of its keys signs now; part of each transaction that changes it.
    mutating func noteSigningKey(of realm: RealmID) throws {
        try session.requireTransaction()
        try session.execute(
            """
            UPDATE realms SET signing_key_id = (
                SELECT MAX(id) FROM jwt_keys WHERE realm_id = realms.id AND expires_at IS NULL AND algo = realms.jwt_algo
            ) WHERE id = \(realm)
            """)
    }

    /// The key that signs the realm's login tokens now.
    public mutating func signingKey(of realm: Realm, _ grant: Grant<some RealmOperation>) throws -> JWTKey? {
        try signingKey(of: grant.realm)
    }

    /// The same for somebody who signs. Which key it is is not remembered: what an ended key has signed is good for nobody.
    public mutating func signingKey(_ grant: Grant<some TokenOperation>) throws -> JWTKey? {
        let start = ContinuousClock.now
        let key = try signingKey(of: grant.realm)
        if let key { batches.recentSigningKeys.keep(key, for: key.id, readAt: start) }
        return key
    }

    /// The keys of an algorithm whose tokens are good now, newest first.
    public mutating func verifyingKeys(
        _ algorithm: JWTAlgorithm, at now: Timestamp, _ grant: Grant<some TokenOperation>
    ) throws -> [JWTKey] {
        let start = ContinuousClock.now
        let rows = try session.rows(
            """
            \(fragment: JWTKeyRow.selection)
            WHERE realm_id = \(grant.realm) AND algo = \(algorithm) AND (expires_at IS NULL OR expires_at > \(now))
            ORDER BY id DESC
            """, JWTKeyRow.init)
        return try rows.map { try opened($0, readAt: start) }
    }

    /// The newest key of the realm's present algorithm that is not about to expire (section 17, decision 14).
    private mutating func signingKey(of realm: RealmID) throws -> JWTKey? {
        let start = ContinuousClock.now
        let row = try session.first(
            """
            \(fragment: JWTKeyRow.selection)
            WHERE realm_id = \(realm) AND expires_at IS NULL AND algo = (SELECT jwt_algo FROM realms WHERE id = \(realm))
            ORDER BY id DESC LIMIT 1
            """, JWTKeyRow.init)
        return try row.map { try opened($0, readAt: start) }
    }
}

extension JWTKey {
    /// Keys that expired before are not shown any more: an hour ago.
    static var forgotten: Timestamp { .now.adding(seconds: -3600) }
}
