import Credentials
import MariaDB
import Secrets

extension Store {
    /// Makes and keeps the data key of a vault credential.
    mutating func insertDataKey(
        of credential: VaultCredentialID, in organization: OrganizationID
    ) throws -> DataKey {
        let key = DataKey(id: IdentifierGenerator.shared.next())
        let wrapped = try keyring.wrap(key, scope: organization.number)
        try session.execute(
            """
            INSERT INTO credential_keys (credential_id, key_id, master_key, wrapped)
            VALUES (\(credential), \(DataKeyID(number: wrapped.id)), \(wrapped.masterKeyID), \(wrapped.bytes))
            """)
        return key
    }

    /// The data key of a vault credential; `nil` once the credential is deleted.
    mutating func dataKey(of credential: VaultCredentialID, in organization: OrganizationID) throws -> DataKey? {
        let wrapped = try session.first(
            "SELECT key_id, master_key, wrapped FROM credential_keys WHERE credential_id = \(credential)",
            WrappedKey.init(credentialRow:))
        return try (wrapped ?? nil).map { try keyring.unwrap($0, scope: organization.number) }
    }

    /// The data key for what is kept beside a vault credential and is to become unreadable with it, or the organization's for
    /// what tells of none; `nil` once the credential is deleted.
    mutating func dataKey(about credential: VaultCredentialID?, in organization: OrganizationID) throws -> DataKey? {
        guard let credential else { return try dataKey(of: organization) }
        return try dataKey(of: credential, in: organization)
    }

    /// Destroys the data key of a vault credential: what was sealed with it can be opened by nobody from then on.
    mutating func deleteDataKey(of credential: VaultCredentialID) throws {
        try session.execute("DELETE FROM credential_keys WHERE credential_id = \(credential)")
    }
}

extension WrappedKey {
    /// The key in the columns `key_id`, `master_key` and `wrapped`; `nil` when they are empty.
    init?(credentialRow row: Row) throws {
        guard let id = try row("key_id", as: DataKeyID?.self) else { return nil }
        self.init(id: id.number, masterKeyID: try row("master_key"), bytes: try row("wrapped"))
    }
}
