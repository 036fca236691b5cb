public import Credentials
import JSON
import MariaDB
import Secrets

extension Store {
    /// Adds a hook.
    ///
    /// - Parameter realm: leave for the hook's realm, if it is for one.
    public mutating func insert(
        _ hook: AppHook, in realm: Grant<ManageAppHook>?, _ grant: AccountGrant<ManageAppHook>
    ) throws {
        // A realm that is being deleted takes no more hooks, which nobody could open.
        if let realm { _ = try lockedRules(of: realm.realm) }
        let sealed = try sealed(hook)
        try session.execute(
            """
            INSERT INTO app_hooks (id, account_id, realm_id, state, event_types, delay_seconds, destination,
                signing_secret)
            VALUES (\(hook.id), \(grant.account), \(realm?.realm), \(hook.state), \(TextList(hook.eventTypes)),
                \(hook.delay), \(sealed.destination), \(sealed.signingSecret))
            """)
    }

    /// The hook with that id.
    public mutating func appHook(_ id: AppHookID, _ grant: AccountGrant<some Operation>) throws -> AppHook? {
        try appHook(id, grant, "")
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedAppHook(_ id: AppHookID, _ grant: AccountGrant<ManageAppHook>) throws -> AppHook? {
        try appHook(id, grant, "FOR UPDATE")
    }

    /// The hooks of the account, in the order of their ids.
    ///
    /// The conditions are not one value, as those of other lists are: Swift 6.3.1 stores a returned structure of this shape
    /// (an optional id and two small enumerations) where it may not lie, and the process dies.
    ///
    /// - Parameters:
    ///   - realm: only hooks of this realm.
    ///   - state: only hooks in this state.
    ///   - type: only hooks that are told of this.
    public mutating func appHooks(
        of realm: RealmID?, in state: ActivityState?, toldOf type: EventType?, _ page: PageRequest<AppHookID, Void>,
        _ grant: AccountGrant<ReadAppHook>
    ) throws -> Page<AppHook> {
        let filter: SQL = .and(
            realm.map { "realm_id = \($0)" }, state.map { "state = \($0)" }, type.map { .concerns($0) })
        let rows = try session.rows(
            """
            SELECT \(raw: appHookColumns) FROM app_hooks \(raw: SortColumn.pagingHint)
            WHERE \(fragment: grant.condition) \(fragment: filter) \(fragment: SortColumn.idTail(of: page))
            """, AppHookRow.init)
        var keys: [RealmID?: DataKey] = [:]
        let hooks = try rows.map { row in
            let key = try keys[row.realm] ?? sealingKey(of: row.account, realm: row.realm)
            keys[row.realm] = key
            return try row.opened(with: key)
        }
        return Page(hooks, limit: page.limit)
    }

    /// Writes a changed hook.
    public mutating func update(_ hook: AppHook, _ grant: AccountGrant<ManageAppHook>) throws {
        let sealed = try sealed(hook)
        try session.execute(
            """
            UPDATE app_hooks SET state = \(hook.state), event_types = \(TextList(hook.eventTypes)),
                delay_seconds = \(hook.delay), destination = \(sealed.destination),
                signing_secret = \(sealed.signingSecret)
            WHERE id = \(hook.id) AND account_id = \(grant.account)
            """)
    }

    /// Deletes a hook; `false` when there is none any more. What it was still to be told is called off by
    /// ``cancelNotifications(to:)``, or when it is due.
    public mutating func delete(_ hook: AppHookID, _ grant: AccountGrant<ManageAppHook>) throws -> Bool {
        try session.execute("DELETE FROM app_hooks WHERE id = \(hook) AND \(fragment: grant.condition)") == 1
    }

    private mutating func appHook(
        _ id: AppHookID, _ grant: AccountGrant<some Operation>, _ lock: StaticString
    ) throws -> AppHook? {
        let row = try session.first(
            "SELECT \(raw: appHookColumns) FROM app_hooks WHERE id = \(id) AND \(fragment: grant.condition) \(raw: lock)",
            AppHookRow.init)
        guard let row else { return nil }
        return try row.opened(with: try sealingKey(of: row.account, realm: row.realm))
    }

    private mutating func sealed(_ hook: AppHook) throws -> (destination: [UInt8], signingSecret: [UInt8]) {
        let key = try sealingKey(of: hook.account, realm: hook.realm)
        return (
            destination: try key.seal(hook.destination.bytes, hook.place("destination")).bytes,
            signingSecret: try key.seal(hook.signingSecret.text.bytes, hook.place("signing_secret")).bytes
        )
    }
}

extension AccountGrant {
    /// What the grant reaches, of a table with the columns `account_id` and `realm_id`.
    fileprivate var condition: SQL {
        let lock: SQL = caller.realmLock.map { "AND realm_id = \($0)" } ?? ""
        return "account_id = \(account) \(fragment: lock)"
    }
}
