public import Credentials
import MariaDB
import Secrets

/// What orders a list of auth providers.
public enum AuthProviderSort: String, Sendable, CaseIterable {
    case id
}

extension Store {
    /// Adds a provider.
    ///
    /// - Throws: ``Conflict/providerType``.
    public mutating func insert(_ provider: AuthProvider, _ grant: Grant<ManageAuthProvider>) throws {
        try insert(provider)
    }

    /// Adds the password provider that a new realm has; its realm has no policy to ask yet.
    mutating func insertPasswordProvider(of realm: Realm) throws {
        try insert(
            AuthProvider(
                id: IdentifierGenerator.shared.next(), realm: realm.id, type: .password, settings: .password(.initial)))
    }

    /// The provider with that id.
    public mutating func authProvider(
        _ id: AuthProviderID, _ grant: Grant<some AuthProviderOperation>
    ) throws -> AuthProvider? {
        try authProvider(where: "id = \(id) AND realm_id = \(grant.realm)", in: grant.realm)
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedAuthProvider(
        _ id: AuthProviderID, _ grant: Grant<ManageAuthProvider>
    ) throws -> AuthProvider? {
        try authProvider(where: "id = \(id) AND realm_id = \(grant.realm) FOR UPDATE", in: grant.realm)
    }

    /// The providers of the realm, in the order of their ids.
    public mutating func authProviders(
        _ page: PageRequest<AuthProviderID, AuthProviderSort>, _ grant: Grant<ReadAuthProvider>
    ) throws -> Page<AuthProvider> {
        let rows = try session.rows(
            """
            SELECT \(raw: providerColumns) FROM auth_providers
            WHERE realm_id = \(grant.realm) \(fragment: SortColumn.idTail(of: page))
            """, ProviderRow.init)
        return Page(try opened(rows, in: grant.realm), limit: page.limit)
    }

    /// The active providers of the realm that users can be sent to, in the order of their ids.
    public mutating func loginProviders(
        _ page: PageRequest<AuthProviderID, AuthProviderSort>, _ grant: Grant<ReadAuthProvider>
    ) throws -> Page<AuthProvider> {
        let rows = try session.rows(
            """
            SELECT \(raw: providerColumns) FROM auth_providers
            WHERE realm_id = \(grant.realm) AND state = 'active' AND client_id IS NOT NULL
            \(fragment: SortColumn.idTail(of: page))
            """, ProviderRow.init)
        return Page(try opened(rows, in: grant.realm), limit: page.limit)
    }

    /// The ids of the realm's providers of a type, oldest first: at most one, but for `oauth2`.
    public mutating func authProviderIDs(
        of type: ProviderType, _ grant: Grant<some Operation>
    ) throws -> [AuthProviderID] {
        try session.rows(
            "SELECT id FROM auth_providers WHERE realm_id = \(grant.realm) AND provider_type = \(type) ORDER BY id LIMIT 2"
        ) { try $0("id") }
    }

    /// Whether the realm has that provider and it is of that type.
    public mutating func hasAuthProvider(
        _ id: AuthProviderID, of type: ProviderType, _ grant: Grant<some Operation>
    ) throws -> Bool {
        try session.first(
            """
            SELECT 1 AS found FROM auth_providers
            WHERE id = \(id) AND realm_id = \(grant.realm) AND provider_type = \(type)
            """
        ) { _ in true } ?? false
    }

    /// Writes a changed provider.
    public mutating func update(_ provider: AuthProvider, _ grant: Grant<ManageAuthProvider>) throws {
        let columns = try columns(of: provider)
        try session.execute(
            """
            UPDATE auth_providers SET name = \(provider.name), state = \(provider.state),
                min_length = \(columns.rules?.minimumLength), min_complexity = \(columns.rules?.minimumComplexity),
                required_chars = \(columns.rules.map { TextList($0.required) }),
                client_id = \(columns.external?.clientID), client_secret = \(columns.clientSecret),
                scopes = \(columns.external?.scopes),
                authorization_endpoint = \(columns.external?.endpoints?.authorization),
                token_endpoint = \(columns.external?.endpoints?.token),
                userinfo_endpoint = \(columns.external?.endpoints?.userinfo)
            WHERE id = \(provider.id) AND realm_id = \(grant.realm)
            """)
    }

    /// Deletes a provider; `false` when there is none any more.
    ///
    /// - Throws: ``Conflict/providerInUse``.
    public mutating func delete(_ provider: AuthProviderID, _ grant: Grant<ManageAuthProvider>) throws -> Bool {
        try session.write(
            "DELETE FROM auth_providers WHERE id = \(provider) AND realm_id = \(grant.realm)",
            ifReferenced: .providerInUse) == 1
    }

    private mutating func insert(_ provider: AuthProvider) throws {
        let columns = try columns(of: provider)
        try session.write(
            """
            INSERT INTO auth_providers (id, realm_id, provider_type, sole_type, name, state, min_length, min_complexity,
                required_chars, client_id, client_secret, scopes, authorization_endpoint, token_endpoint,
                userinfo_endpoint)
            VALUES (\(provider.id), \(provider.realm), \(provider.type),
                \(provider.type.isSole ? provider.type.rawValue : nil), \(provider.name), \(provider.state),
                \(columns.rules?.minimumLength), \(columns.rules?.minimumComplexity),
                \(columns.rules.map { TextList($0.required) }), \(columns.external?.clientID), \(columns.clientSecret),
                \(columns.external?.scopes), \(columns.external?.endpoints?.authorization),
                \(columns.external?.endpoints?.token), \(columns.external?.endpoints?.userinfo))
            """)
    }

    private mutating func authProvider(where condition: SQL, in realm: RealmID) throws -> AuthProvider? {
        let row = try session.first(
            "SELECT \(raw: providerColumns) FROM auth_providers WHERE \(fragment: condition)", ProviderRow.init)
        return try opened(row.map { [$0] } ?? [], in: realm).first
    }

    private mutating func opened(_ rows: [ProviderRow], in realm: RealmID) throws -> [AuthProvider] {
        guard rows.contains(where: { $0.sealedSecret != nil }) else { return rows.map(\.provider) }
        let key = try dataKey(of: realm, for: .realm)
        return try rows.map { try $0.opened(with: key) }
    }

    private mutating func columns(of provider: AuthProvider) throws -> ProviderColumns {
        switch provider.settings {
        case .password(let rules): return ProviderColumns(rules: rules)
        case .totp: return ProviderColumns()
        case .external(let external):
            guard let secret = external.clientSecret else { return ProviderColumns(external: external) }
            let sealed = try dataKey(of: provider.realm, for: .realm).seal(secret.bytes, provider.secretPlace)
            return ProviderColumns(external: external, clientSecret: sealed.bytes)
        }
    }
}
