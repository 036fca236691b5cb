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

    /// Destroys a data key: what was sealed with it can be opened by nobody from then on, but by who has read it within the
    /// last second.
    mutating func deleteDataKey(of realm: RealmID, for purpose: DataKeyPurpose) throws {
        batches.recentDataKeys.removeAll()
        try session.execute("DELETE FROM data_keys WHERE realm_id = \(realm) AND purpose = \(purpose)")
    }

    /// The data key that opens a sealed value, if it is still its realm's: one that was read within the last second will
    /// do. What is to be sealed asks for ``dataKey(of:for:)``, lest it is sealed under a key that was just destroyed.
    mutating func dataKey(
        of realm: RealmID, for purpose: DataKeyPurpose, toOpen value: SealedValue
    ) throws -> DataKey {
        if let id = value.keyID, let key = batches.recentDataKeys[id] { return key }
        return try dataKey(of: realm, for: purpose)
    }

    /// The data key with which a realm's secrets are sealed.
    ///
    /// - Throws: ``StoreFailure/missingDataKey`` when the realm has just been deleted.
    mutating func dataKey(of realm: RealmID, for purpose: DataKeyPurpose) throws -> DataKey {
        let start = ContinuousClock.now
        let found = try session.first(
            "SELECT id, master_key, wrapped FROM data_keys WHERE realm_id = \(realm) AND purpose = \(purpose)",
            WrappedKey.init(row:))
        guard let found else { throw StoreFailure.missingDataKey }
        return try unwrapped(found, of: realm, readAt: start)
    }

    /// A data key that was read since that instant.
    mutating func unwrapped(
        _ key: WrappedKey, of realm: RealmID, readAt start: ContinuousClock.Instant
    ) throws -> DataKey {
        if let known = batches.recentDataKeys[key.id] { return known }
        let unwrapped = try keyring.unwrap(key, scope: realm.number)
        batches.recentDataKeys.keep(unwrapped, for: key.id, readAt: start)
        return unwrapped
    }
}

extension WrappedKey {
    /// The key in the columns `id`, `master_key` and `wrapped`.
    init(row: Row) throws {
        self.init(
            id: try row("id", as: DataKeyID.self).number, masterKeyID: try row("master_key"),
            bytes: try row("wrapped"))
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
    /// What the database says of a realm's rules is not understood.
    case malformedRules
    /// What was looked for together is too much for one statement.
    case noRoom
    /// Something would have had to wait for the database; see ``Store/withoutWaiting(_:)``.
    case wouldWait
    /// Fewer replies came than there were requests.
    case missingReply
}
