import Credentials
import MariaDB
import Secrets

/// What a realm's data key seals.
enum DataKeyPurpose: String, StoredEnumeration {
    /// OTP secrets, access tokens, client secrets, signing keys.
    case realm
    /// API keys under the policy `encrypt`.
    case apiKeys = "api_keys"
}

extension Store {
    /// Makes and keeps a data key for a realm.
    mutating func insertDataKey(of realm: RealmID, for purpose: DataKeyPurpose) throws {
        let key = DataKey(id: IdentifierGenerator.shared.next())
        let wrapped = try keyring.wrap(key, scope: realm.number)
        try session.execute(
            """
            INSERT INTO data_keys (id, realm_id, purpose, master_key, wrapped)
            VALUES (\(DataKeyID(number: wrapped.id)), \(realm), \(purpose), \(wrapped.masterKeyID), \(wrapped.bytes))
            """)
    }

    /// Destroys a data key: what was sealed with it can be opened by nobody from then on.
    mutating func deleteDataKey(of realm: RealmID, for purpose: DataKeyPurpose) throws {
        try session.execute("DELETE FROM data_keys WHERE realm_id = \(realm) AND purpose = \(purpose)")
    }

    /// The data key with which a realm's secrets are sealed.
    ///
    /// - Throws: ``StoreFailure/missingDataKey`` when the realm has just been deleted.
    mutating func dataKey(of realm: RealmID, for purpose: DataKeyPurpose) throws -> DataKey {
        let found = try session.first(
            "SELECT id, master_key, wrapped FROM data_keys WHERE realm_id = \(realm) AND purpose = \(purpose)"
        ) { row in
            WrappedKey(
                id: try row("id", as: DataKeyID.self).number, masterKeyID: try row("master_key"),
                bytes: try row("wrapped"))
        }
        guard let found else { throw StoreFailure.missingDataKey }
        return try keyring.unwrap(found, scope: realm.number)
    }
}

/// The kind of the ids of data keys.
enum DataKeyRecord: IdentifiedKind {
    static let prefix = "dk_"
}

typealias DataKeyID = Identifier<DataKeyRecord>

/// What should not happen to the store and is not the database's fault.
public enum StoreFailure: Error, Equatable {
    /// A realm has no data key: it was deleted in the meantime.
    case missingDataKey
    /// A realm was deleted in the meantime.
    case missingRealm
    /// There is no key for digesting API keys, though one was just made.
    case missingLookupKey
}
