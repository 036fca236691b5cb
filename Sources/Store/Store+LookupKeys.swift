import Credentials
import MariaDB
import Secrets

extension Store {
    /// The keys under which API keys are digested, the newest first; made when there is none yet.
    mutating func lookupKeys() throws -> [LookupKey] {
        let start = ContinuousClock.now
        var found = try storedLookupKeys()
        if found.isEmpty {
            try insertLookupKey(version: 1)
            found = try storedLookupKeys()
        }
        // One that was made in a transaction may never have been.
        if !(session.isInTransaction && hasMadeLookupKey) {
            batches.recentLookupKeys.keep(found, for: lookupScope, readAt: start)
        }
        return found
    }

    /// The same as they were within the last second: what is digested meanwhile is found under the older key, and digested
    /// under the newest when it is used.
    mutating func freshLookupKeys() throws -> [LookupKey] {
        if let recent = recentLookupKeys { return recent }
        return try lookupKeys()
    }

    /// The keys that were read within the last second.
    var recentLookupKeys: [LookupKey]? { batches.recentLookupKeys[lookupScope] }

    private mutating func storedLookupKeys() throws -> [LookupKey] {
        let rows = try session.rows(
            "SELECT version, id, master_key, wrapped FROM lookup_keys ORDER BY version DESC"
        ) { row in
            (version: try row("version", as: Int.self), key: try WrappedKey(row: row))
        }
        let keyring = keyring
        return try rows.map { LookupKey(version: $0.version, key: try keyring.unwrap($0.key, scope: lookupScope)) }
    }

    private mutating func insertLookupKey(version: Int) throws {
        hasMadeLookupKey = true
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
