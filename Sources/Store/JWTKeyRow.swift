import Credentials
import MariaDB
import Secrets

/// A row of `jwt_keys` with its realm's data key, still sealed: one statement reads all that signing takes.
struct JWTKeyRow: Sendable {
    private let id: JWTKeyID
    private let realm: RealmID
    private let algorithm: JWTAlgorithm
    private let sealed: SealedValue
    private let publicKey: String?
    private let dataKey: WrappedKey

    /// To be followed by conditions.
    static let selection: SQL = """
        SELECT jwt_keys.id, jwt_keys.realm_id, jwt_keys.algo, jwt_keys.sealed, jwt_keys.public_key,
            data_keys.id AS data_key_id, data_keys.master_key, data_keys.wrapped
        FROM jwt_keys JOIN data_keys ON data_keys.realm_id = jwt_keys.realm_id AND data_keys.purpose = 'realm'
        """

    init(_ row: Row) throws {
        id = try row("id")
        realm = try row("realm_id")
        algorithm = try row("algo")
        sealed = SealedValue(bytes: try row("sealed"))
        publicKey = try row("public_key")
        dataKey = WrappedKey(
            id: try row("data_key_id", as: DataKeyID.self).number, masterKeyID: try row("master_key"),
            bytes: try row("wrapped"))
    }

    func opened(_ keyring: Keyring) throws -> JWTKey {
        let signing = try keyring.unwrap(dataKey, scope: realm.number).open(sealed, Self.place(realm, id))
        return JWTKey(id: id, algorithm: algorithm, signing: Secret(utf8: signing), publicKey: publicKey)
    }

    static func place(_ realm: RealmID, _ key: JWTKeyID) -> SealPlace {
        SealPlace(scope: realm.number, object: key.number, field: "jwt_key")
    }
}
