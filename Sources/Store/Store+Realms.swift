public import Credentials
public import JSON
import MariaDB

/// What orders a list of realms.
public enum RealmSort: String, Sendable, CaseIterable {
    case id, name
}

/// What a list of realms may be narrowed down to.
public struct RealmFilter: Sendable {
    /// Only realms in this state.
    public var state: ActivityState?
    /// Only realms with this reference.
    public var reference: String?

    /// Lets everything through.
    public init() {}
}

extension Store {
    /// Makes a realm with what belongs to a new one: its data keys, a key that signs login tokens, its password provider,
    /// and the event that tells of it.
    public mutating func create(_ realm: Realm, signing key: JWTKey, request: JSONObject) throws {
        try transaction { store in
            try store.insert(realm)
            try store.insertPasswordProvider(of: realm)
            try store.insert(key, for: realm.id, outlive: 0)
            try store.record(.realmCreated, of: Event.Subject(realm: realm.id), in: realm.account, request: request)
        }
    }

    /// The realms of all accounts, for the operator.
    public mutating func allRealms() throws -> [Realm] {
        try session.rows(
            "SELECT \(raw: realmColumns) FROM realms WHERE NOT deleted ORDER BY account_id, id", Realm.init(row:))
    }

    private mutating func insert(_ realm: Realm) throws {
        try session.execute(
            """
            INSERT INTO realms (id, account_id, name, state, reference, custom, username_validation_human,
                require_unique_emails, api_key_prefix, api_key_policy, jwt_algo, jwt_fields, session_type,
                session_minutes, api_key_minutes, resource_links)
            VALUES (\(realm.id), \(realm.account), \(realm.name), \(realm.state), \(realm.reference), \(realm.custom),
                \(realm.usernameValidation), \(realm.requireUniqueEmails), \(realm.apiKeyPrefix), \(realm.apiKeyPolicy),
                \(realm.jwtAlgorithm), \(TextList(realm.jwtFields)), \(realm.sessionType), \(realm.sessionMinutes),
                \(realm.apiKeyMinutes), \(JSON.array(realm.resourceLinks).text))
            """)
        try insertDataKey(of: realm.id, for: .realm)
        try insertDataKey(of: realm.id, for: .apiKeys)
    }

    /// The realm of a grant; `nil` when it has just been deleted.
    public mutating func realm(_ grant: Grant<some RealmOperation>) throws -> Realm? {
        try session.first(
            "SELECT \(raw: realmColumns) FROM realms WHERE id = \(grant.realm) AND NOT deleted", Realm.init(row:))
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedRealm(_ grant: Grant<ManageRealm>) throws -> Realm? {
        try session.first(
            "SELECT \(raw: realmColumns) FROM realms WHERE id = \(grant.realm) AND NOT deleted FOR UPDATE",
            Realm.init(row:))
    }

    /// The realms that a caller sees.
    ///
    /// - Throws: ``UnknownPageStart``.
    public mutating func realms(
        for caller: Caller, _ filter: RealmFilter, _ page: PageRequest<RealmID, RealmSort>
    ) throws -> Page<Realm> {
        let rows = try session.rows(
            """
            SELECT \(raw: realmColumns) FROM realms
            WHERE account_id = \(caller.account) AND NOT deleted \(fragment: filter.condition(lock: caller.realmLock))
            \(fragment: realmTail(page, for: caller))
            """, Realm.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Writes a changed realm.
    ///
    /// The change from `encrypt` to `hash` destroys the key under which API keys were sealed (section 17, decision 8);
    /// giving up unique e-mail addresses is for good.
    public mutating func update(_ realm: Realm, from old: Realm, _ grant: Grant<ManageRealm>) throws {
        try session.execute(
            """
            UPDATE realms SET name = \(realm.name), state = \(realm.state), reference = \(realm.reference),
                custom = \(realm.custom), username_validation_human = \(realm.usernameValidation),
                require_unique_emails = \(realm.requireUniqueEmails), api_key_prefix = \(realm.apiKeyPrefix),
                api_key_policy = \(realm.apiKeyPolicy), jwt_algo = \(realm.jwtAlgorithm),
                jwt_fields = \(TextList(realm.jwtFields)), session_type = \(realm.sessionType),
                session_minutes = \(realm.sessionMinutes), api_key_minutes = \(realm.apiKeyMinutes),
                resource_links = \(JSON.array(realm.resourceLinks).text)
            WHERE id = \(grant.realm)
            """)
        if old.apiKeyPolicy == .encrypt, realm.apiKeyPolicy == .hash { try destroySealedAPIKeys(of: realm.id) }
        if old.requireUniqueEmails, !realm.requireUniqueEmails { try releaseEmails(of: realm.id) }
        if old.jwtAlgorithm != realm.jwtAlgorithm { try noteSigningKey(of: realm.id) }
    }

    /// Hides a realm with all that is in it for good, destroys its data keys, so that nothing sealed in it can be opened
    /// again, and the access keys that are locked to it, and remembers that there was one. This takes no longer for a large
    /// realm: what was in it goes later, with ``clear(deleted:while:)``.
    public mutating func delete(_ grant: Grant<ManageRealm>) throws {
        try session.execute("UPDATE realms SET deleted = TRUE WHERE id = \(grant.realm)")
        try session.execute("DELETE FROM data_keys WHERE realm_id = \(grant.realm)")
        try session.execute("DELETE FROM app_hooks WHERE realm_id = \(grant.realm)")
        try session.execute("DELETE FROM access_keys WHERE realm_id = \(grant.realm)")
        try forgetImports(into: grant.realm)
        try session.execute(
            """
            INSERT INTO realm_tombstones (realm_id, account_id, deleted_at)
            VALUES (\(grant.realm), \(grant.policy.account), \(Timestamp.now))
            """)
    }

    /// The deleted realms of which something is left.
    public mutating func deletedRealms() throws -> [RealmID] {
        try session.rows("SELECT id FROM realms WHERE deleted = TRUE ORDER BY id") { try $0("id") }
    }

    /// Deletes what is left of a deleted realm; many small transactions long, and to be repeated when it is interrupted.
    ///
    /// - Parameter mayGoOn: Asked before each transaction.
    /// - Returns: Whether that was the end of it: `false` when there was none, or it was interrupted.
    public mutating func clear(deleted realm: RealmID, while mayGoOn: () -> Bool = { true }) throws -> Bool {
        guard try isDeleted(realm) else { return false }
        guard try deleteUserData(of: realm, while: mayGoOn), try deleteRows(of: "events", in: realm, while: mayGoOn)
        else { return false }
        try deleteOAuthStates(of: realm)
        try session.execute("DELETE FROM auth_providers WHERE realm_id = \(realm)")
        return try session.execute("DELETE FROM realms WHERE id = \(realm) AND deleted") == 1
    }

    private mutating func isDeleted(_ realm: RealmID) throws -> Bool {
        try session.first("SELECT 1 AS found FROM realms WHERE id = \(realm) AND deleted") { _ in true } ?? false
    }

    /// Deletes all user data of a realm and keeps its configuration and keys; many small transactions long.
    public mutating func reset(_ grant: Grant<ManageRealm>) throws {
        _ = try deleteUserData(of: grant.realm) { true }
    }

    /// What refers to others goes before them: so nothing large goes by itself with a user or an org.
    ///
    /// - Returns: Whether all is gone.
    private mutating func deleteUserData(of realm: RealmID, while mayGoOn: () -> Bool) throws -> Bool {
        try forgetImports(into: realm)
        for table: StaticString in ["memberships", "orgs", "users"] {
            guard try deleteRows(of: table, in: realm, while: mayGoOn) else { return false }
        }
        try forgetFailures(in: realm)
        return true
    }

    private mutating func deleteRows(
        of table: StaticString, in realm: RealmID, while mayGoOn: () -> Bool
    ) throws -> Bool {
        try forEachBatch(of: table, in: realm, while: mayGoOn) {
            "DELETE FROM \(raw: table) WHERE realm_id = \(realm) AND \(fragment: $0)"
        }
    }

    /// Stops imports that are under way, and lets those that are done be run again.
    private mutating func forgetImports(into realm: RealmID) throws {
        try session.execute("DELETE FROM user_imports WHERE realm_id = \(realm)")
    }

    /// Executes a statement for one range of ids after the other, of 200 rows, because others may go with each: one
    /// statement over a large realm would outlast the time-outs, hold its locks all the while and exceed what Galera
    /// replicates at once.
    ///
    /// - Parameter mayGoOn: Asked before each range.
    /// - Returns: Whether it came to the end.
    @discardableResult
    private mutating func forEachBatch(
        of table: StaticString, in realm: RealmID, while mayGoOn: () -> Bool = { true }, _ statement: (SQL) -> SQL
    ) throws -> Bool {
        var start = [UInt8](repeating: 0, count: 16)
        while mayGoOn() {
            let end = try session.first(
                """
                SELECT id FROM \(raw: table) \(raw: SortColumn.pagingHint) WHERE realm_id = \(realm) AND id > \(start)
                ORDER BY id LIMIT 1 OFFSET 199
                """
            ) { try $0("id", as: [UInt8].self) }
            guard let end else {
                try session.execute(statement("id > \(start)"))
                return true
            }
            try session.execute(statement("id > \(start) AND id <= \(end)"))
            start = end
        }
        return false
    }

    /// Whether the caller's account once had that realm and deleted it; a key that is locked to a realm knows no others.
    public mutating func wasDeleted(_ realm: RealmID, by caller: Caller) throws -> Bool {
        guard caller.realmLock == nil else { return false }
        return try session.first(
            "SELECT 1 AS found FROM realm_tombstones WHERE realm_id = \(realm) AND account_id = \(caller.account)"
        ) { _ in true } ?? false
    }

    /// What was sealed with the key that goes stays where it is; nobody can open it.
    private mutating func destroySealedAPIKeys(of realm: RealmID) throws {
        try deleteDataKey(of: realm, for: .apiKeys)
        try insertDataKey(of: realm, for: .apiKeys)
    }

    private mutating func releaseEmails(of realm: RealmID) throws {
        try forEachBatch(of: "users", in: realm) {
            "UPDATE users SET unique_email = NULL WHERE realm_id = \(realm) AND \(fragment: $0)"
        }
    }

    private mutating func realmTail(_ page: PageRequest<RealmID, RealmSort>, for caller: Caller) throws -> SQL {
        guard page.sort == .name else { return SortColumn.idTail(of: page) }
        guard let after = page.after else { return SortColumn(name: "name").tail(of: page, after: nil) }
        guard caller.realmLock == nil || caller.realmLock == after else { throw UnknownPageStart() }
        let start = try session.first(
            "SELECT name FROM realms WHERE id = \(after) AND account_id = \(caller.account)"
        ) { try $0("name", as: String.self) }
        guard let start else { throw UnknownPageStart() }
        return SortColumn(name: "name").tail(of: page, after: start)
    }
}

private let realmColumns: StaticString = """
    id, account_id, name, state, reference, custom, username_validation_human, require_unique_emails, api_key_prefix, \
    api_key_policy, jwt_algo, jwt_fields, session_type, session_minutes, api_key_minutes, resource_links
    """

extension RealmFilter {
    fileprivate func condition(lock: RealmID?) -> SQL {
        .and(
            lock.map { "id = \($0)" }, state.map { "state = \($0)" }, reference.map { "reference = \($0)" })
    }
}

extension Realm {
    fileprivate init(row: Row) throws {
        self.init(id: try row("id"), account: try row("account_id"), name: try row("name"))
        state = try row("state")
        reference = try row("reference")
        custom = try row("custom")
        usernameValidation = try row("username_validation_human")
        requireUniqueEmails = try row("require_unique_emails")
        apiKeyPrefix = try row("api_key_prefix")
        apiKeyPolicy = try row("api_key_policy")
        jwtAlgorithm = try row("jwt_algo")
        jwtFields = try row("jwt_fields", as: TextList<JWTField>.self).words
        sessionType = try row("session_type")
        sessionMinutes = try row("session_minutes")
        apiKeyMinutes = try row("api_key_minutes")
        resourceLinks = try row("resource_links", as: JSONList.self).items
    }
}
