import Credentials
import MariaDB

/// An API key that is to be added to a user under rules that were read a moment ago, and the event that tells of it.
struct APIKeyInsertion: Batchable {
    let id: CredentialID
    let user: UserID
    let columns: APIKeyColumns
    let event: NewEvent
    let kind: Rules

    /// What must still be so when it is added.
    struct Rules: Hashable, Sendable {
        let realm: RealmID
        let policy: APIKeyPolicy
        /// What seals the keys of the realm, where they are kept.
        let sealing: DataKeyID?
        /// Whose hooks are told of the event, and of what.
        let account: AccountID
        let type: EventType
        let subject: RealmID?
    }
}

extension SQL {
    /// Adds several API keys under the same rules, with their events: what makes one transaction, which fails with
    /// ``MariaDB/MariaDBError/Code/unmet`` when the rules are not in force any more.
    static func insert(_ new: [APIKeyInsertion]) -> [SQL] {
        guard let first = new.first else { return [] }
        // The first locks the rules until the transaction ends.
        let others: [SQL] =
            new.count == 1 ? [] : ["\(fragment: keyTarget) VALUES \(rows: new.dropFirst().map(\.values))"]
        return [insertGuarded(first).notWaitingForLocks.demanding(rows: 1)] + others + record(new.map(\.event))
    }

    private static let keyTarget: SQL =
        "INSERT INTO credentials (id, realm_id, user_id, credential_type, api_key_version, api_key_digest, api_key)"

    private static func insertGuarded(_ new: APIKeyInsertion) -> SQL {
        """
        \(fragment: keyTarget)
        SELECT \(new.id), realms.id, \(new.user), 'api_key', \(new.columns.version), \(new.columns.digest),
            \(new.columns.sealed)
        FROM realms \(fragment: new.kind.sealing.map(join) ?? "")
        WHERE realms.id = \(new.kind.realm) AND NOT realms.deleted AND api_key_policy = \(new.kind.policy)
        LOCK IN SHARE MODE
        """
    }

    /// Demands that a realm still has that key for its API keys.
    private static func join(_ key: DataKeyID) -> SQL {
        """
        JOIN data_keys ON data_keys.realm_id = realms.id AND data_keys.purpose = 'api_keys' AND data_keys.id = \(key)
        """
    }
}

extension APIKeyInsertion {
    fileprivate var values: SQL {
        """
        (\(id), \(kind.realm), \(user), 'api_key', \(columns.version), \(columns.digest), \(columns.sealed))
        """
    }
}
