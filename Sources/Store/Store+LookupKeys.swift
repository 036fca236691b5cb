import Credentials
import MariaDB
import Secrets

extension Store {
    /// The keys under which API keys are digested, the newest first; made when there is none yet.
    mutating func lookupKeys() throws -> [LookupKey] {
        let found = try storedLookupKeys()
        if !found.isEmpty { return found }
        try insertLookupKey(version: 1)
        return try storedLookupKeys()
    }

    private mutating func storedLookupKeys() throws -> [LookupKey] {
        let rows = try session.rows(
            "SELECT version, id, master_key, wrapped FROM lookup_keys ORDER BY version DESC"
        ) { row in
            (
                version: try row("version", as: Int.self),
                key: WrappedKey(
                    id: try row("id", as: DataKeyID.self).number, masterKeyID: try row("master_key"),
                    bytes: try row("wrapped"))
            )
        }
        let keyring = keyring
        return try rows.map { LookupKey(version: $0.version, key: try keyring.unwrap($0.key, scope: lookupScope)) }
    }

    private mutating func insertLookupKey(version: Int) throws {
        let wrapped = try keyring.wrap(DataKey(id: IdentifierGenerator.shared.next()), scope: lookupScope)
        try session.execute(
            """
            INSERT IGNORE INTO lookup_keys (version, id, master_key, wrapped)
            VALUES (\(version), \(DataKeyID(number: wrapped.id)), \(wrapped.masterKeyID), \(wrapped.bytes))
            """)
    }
}

/// Lookup keys belong to no realm.
private let lookupScope: UInt128 = 0
