import Credentials
import MariaDB
import Secrets

extension Store {
    /// The data key that seals what an account keeps for one of its realms, or beside them.
    ///
    /// - Throws: ``StoreFailure/missingDataKey`` when the realm has just been deleted.
    mutating func sealingKey(of account: AccountID, realm: RealmID?) throws -> DataKey {
        if let realm { return try dataKey(of: realm, for: .realm) }
        return try accountKey(of: account)
    }

    /// The account's own data key; made when there is none yet.
    mutating func accountKey(of account: AccountID) throws -> DataKey {
        if let key = try storedAccountKey(of: account, "") { return key }
        let wrapped = try keyring.wrap(DataKey(id: IdentifierGenerator.shared.next()), scope: account.number)
        try session.execute(
            """
            INSERT IGNORE INTO account_data_keys (id, account_id, master_key, wrapped)
            VALUES (\(DataKeyID(number: wrapped.id)), \(account), \(wrapped.masterKeyID), \(wrapped.bytes))
            """)
        // Somebody else's may have come first, after the present transaction took its view of the database.
        guard let key = try storedAccountKey(of: account, "LOCK IN SHARE MODE") else {
            throw StoreFailure.missingDataKey
        }
        return key
    }

    private mutating func storedAccountKey(of account: AccountID, _ lock: StaticString) throws -> DataKey? {
        let found = try session.first(
            "SELECT id, master_key, wrapped FROM account_data_keys WHERE account_id = \(account) \(raw: lock)",
            WrappedKey.init(row:))
        return try found.map { try keyring.unwrap($0, scope: account.number) }
    }
}
