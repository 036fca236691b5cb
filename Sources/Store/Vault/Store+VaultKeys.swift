public import Credentials
import MariaDB
public import Secrets

extension Store {
    /// Adds a key of `/v2`, of which only the digest is kept.
    ///
    /// - Throws: a failure of the database when an organization does not exist.
    public mutating func insert(_ key: VaultKey, digest: [UInt8]) throws {
        let columns = KeyColumns(key.reach)
        try transaction { store in
            try store.session.execute(
                """
                INSERT INTO vault_keys (id, name, digest, organization_id, permission, scopes, sources)
                VALUES (\(key.id), \(key.name), \(digest), \(columns.organization), \(columns.permission),
                    \(columns.scopes), \(columns.sources))
                """)
            guard case .worker(let reach) = key.reach else { return }
            for organization in reach.organizations {
                try store.session.execute(
                    """
                    INSERT INTO worker_organizations (key_id, organization_id) VALUES (\(key.id), \(organization))
                    """)
            }
        }
    }

    /// The keys of `/v2`, oldest first, revoked ones included.
    public mutating func vaultKeys() throws -> [VaultKey] {
        let rows = try session.rows(
            "SELECT \(raw: keyColumns) FROM vault_keys ORDER BY id", KeyRow.init)
        return try rows.map { row in try key(row) }
    }

    /// Revokes a key everywhere at once; `false` when there is none with that id or it was revoked before.
    public mutating func revokeVaultKey(_ id: VaultKeyID) throws -> Bool {
        let now = Timestamp.now
        return try session.execute(
            "UPDATE vault_keys SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }

    /// Whoever presents a key that is neither unknown nor revoked.
    public mutating func caller(presenting key: Secret) throws -> VaultCaller? {
        let row = try session.first(
            """
            SELECT \(raw: keyColumns) FROM vault_keys
            WHERE digest = \(VaultKeyText.digest(of: key)) AND revoked_at IS NULL
            """, KeyRow.init)
        return try row.map { row in VaultCaller(key: row.id, reach: try self.key(row).reach) }
    }

    private mutating func key(_ row: KeyRow) throws -> VaultKey {
        let reach: VaultKey.Reach
        if let organization = row.organization, let permission = row.permission {
            reach = .organization(organization, permission)
        } else {
            let organizations = try session.rows(
                "SELECT organization_id FROM worker_organizations WHERE key_id = \(row.id) ORDER BY organization_id"
            ) { try $0("organization_id", as: OrganizationID.self) }
            reach = .worker(
                WorkerReach(scopes: Set(row.scopes), organizations: organizations, sources: row.sources))
        }
        return VaultKey(id: row.id, name: row.name, reach: reach, revoked: row.revoked)
    }
}

private let keyColumns: StaticString = "id, name, organization_id, permission, scopes, sources, revoked_at"

/// A key's row; whose runs a worker may claim stands elsewhere.
private struct KeyRow {
    let id: VaultKeyID
    let name: String
    let organization: OrganizationID?
    let permission: Permission?
    let scopes: [WorkerScope]
    let sources: [SourceID]
    let revoked: Bool

    init(_ row: Row) throws {
        id = try row("id")
        name = try row("name")
        organization = try row("organization_id")
        permission = try row("permission")
        scopes = try row("scopes", as: TextList<WorkerScope>?.self)?.words ?? []
        sources = try row("sources", as: IdentifierList<Source>?.self)?.identifiers ?? []
        revoked = try row("revoked_at", as: Timestamp?.self) != nil
    }
}

/// What a key opens, in columns.
private struct KeyColumns {
    var organization: OrganizationID?
    var permission: Permission?
    var scopes: TextList<WorkerScope>?
    var sources: IdentifierList<Source>?

    init(_ reach: VaultKey.Reach) {
        switch reach {
        case .organization(let organization, let permission):
            self.organization = organization
            self.permission = permission
        case .worker(let reach):
            scopes = TextList(reach.scopes.sorted { $0.rawValue < $1.rawValue })
            sources = reach.sources.isEmpty ? nil : IdentifierList(reach.sources)
        }
    }
}
