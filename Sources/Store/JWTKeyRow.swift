import Credentials
import MariaDB
import Secrets

/// A row of `jwt_keys` with its realm's data key, still sealed: one statement reads all that signing takes.
struct JWTKeyRow: Sendable {
    let realm: RealmID
    let dataKey: WrappedKey
    private let id: JWTKeyID
    private let algorithm: JWTAlgorithm
    private let sealed: SealedValue
    private let publicKey: String?
    private let expiresAt: Timestamp?

    /// To be followed by conditions, in which the columns of `jwt_keys` need no table's name.
    static let selection: SQL = """
        SELECT id, realm_id, algo, sealed, public_key, expires_at, data_key_id, master_key, wrapped FROM jwt_keys
        JOIN (
            SELECT realm_id AS owner_id, id AS data_key_id, master_key, wrapped FROM data_keys WHERE purpose = 'realm'
        ) AS data_key ON owner_id = realm_id
        """

    init(_ row: Row) throws {
        id = try row("id")
        realm = try row("realm_id")
        algorithm = try row("algo")
        sealed = SealedValue(bytes: try row("sealed"))
        publicKey = try row("public_key")
        expiresAt = try row("expires_at")
        dataKey = WrappedKey(
            id: try row("data_key_id", as: DataKeyID.self).number, masterKeyID: try row("master_key"),
            bytes: try row("wrapped"))
    }

    func opened(_ key: DataKey) throws -> JWTKey {
        let signing = try key.open(sealed, Self.place(realm, id))
        return JWTKey(
            id: id, algorithm: algorithm, signing: Secret(utf8: signing), publicKey: publicKey, expiresAt: expiresAt)
    }

    static func place(_ realm: RealmID, _ key: JWTKeyID) -> SealPlace {
        SealPlace(scope: realm.number, object: key.number, field: "jwt_key")
    }
}

extension Store {
    /// - Parameter start: when it was asked for.
    mutating func opened(_ row: JWTKeyRow, readAt start: ContinuousClock.Instant) throws -> JWTKey {
        try row.opened(try unwrapped(row.dataKey, of: row.realm, readAt: start))
    }
}
