public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Adds a signing key, its secret part sealed; the realm's older keys of another algorithm are replaced by it.
    ///
    /// - Parameter outlive: how long tokens signed by the older keys stay good, in minutes.
    public mutating func insert(_ key: JWTKey, for realm: RealmID, outlive minutes: Int) throws {
        let sealed = try dataKey(of: realm, for: .realm)
            .seal(key.signing.bytes, SealPlace(scope: realm.number, object: key.id.number, field: "jwt_key"))
        let expiry = Timestamp.now.adding(seconds: minutes * 60)
        try session.execute(
            "UPDATE jwt_keys SET expires_at = \(expiry) WHERE realm_id = \(realm) AND expires_at IS NULL")
        try session.execute(
            """
            INSERT INTO jwt_keys (id, realm_id, algo, sealed, public_key)
            VALUES (\(key.id), \(realm), \(key.algorithm), \(sealed.bytes), \(key.publicKey))
            """)
    }

    /// The key that signs the realm's login tokens now.
    public mutating func signingKey(of realm: Realm, _ grant: Grant<some RealmOperation>) throws -> JWTKey? {
        let found = try session.first(
            """
            SELECT id, algo, sealed, public_key FROM jwt_keys
            WHERE realm_id = \(grant.realm) AND algo = \(realm.jwtAlgorithm) AND expires_at IS NULL
            ORDER BY id DESC LIMIT 1
            """
        ) { row in
            (
                id: try row("id", as: JWTKeyID.self), algorithm: try row("algo", as: JWTAlgorithm.self),
                sealed: SealedValue(bytes: try row("sealed")), publicKey: try row("public_key", as: String?.self)
            )
        }
        guard let found else { return nil }
        let place = SealPlace(scope: realm.id.number, object: found.id.number, field: "jwt_key")
        let signing = try dataKey(of: realm.id, for: .realm).open(found.sealed, place)
        return JWTKey(
            id: found.id, algorithm: found.algorithm, signing: Secret(utf8: signing), publicKey: found.publicKey)
    }
}
