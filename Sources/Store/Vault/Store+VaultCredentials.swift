public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Adds a credential with a data key of its own.
    public mutating func insert(
        _ credential: VaultCredential, _ payload: VaultPayload, _ grant: VaultGrant<WriteVaultCredential>
    ) throws {
        try session.execute(
            """
            INSERT INTO vault_credentials (id, organization_id, source_id, auth_method, status, external_id, version,
                updated_at)
            VALUES (\(credential.id), \(grant.organization), \(credential.source), \(credential.method),
                \(credential.status), \(credential.externalID), \(credential.version), \(credential.updatedAt))
            """)
        let key = try insertDataKey(of: credential.id, in: grant.organization)
        try write(payload, of: credential, under: key, grant)
    }

    /// The credential with that id, deleted ones included.
    public mutating func credential(
        _ id: VaultCredentialID, _ grant: VaultGrant<some VaultOperation>
    ) throws -> VaultCredential? {
        try credential(where: "id = \(id) AND organization_id = \(grant.organization)", grant.organization)
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedCredential(
        _ id: VaultCredentialID, _ grant: VaultGrant<some VaultOperation>
    ) throws -> VaultCredential? {
        try credential(where: "id = \(id) AND organization_id = \(grant.organization) FOR UPDATE", grant.organization)
    }

    /// The credentials of the organization, newest first.
    public mutating func credentials(
        _ filter: VaultCredentialFilter, _ page: PageRequest<VaultCredentialID, Void>,
        _ grant: VaultGrant<ReadVaultCredential>
    ) throws -> Page<VaultCredential> {
        // The ids alone are looked for in several ranges, because a join would make the server walk up to the page.
        let ids = try session.rows(
            .newestFirst(
                "SELECT id FROM vault_credentials FORCE INDEX (\(raw: filter.index))",
                parts: filter.parts(of: grant.organization), page)
        ) { try $0("id", as: VaultCredentialID.self) }
        guard !ids.isEmpty else { return Page([], limit: page.limit) }
        let rows = try session.rows(
            """
            SELECT \(raw: vaultCredentialColumns) FROM vault_credentials \(raw: keyJoin)
            WHERE id IN (\(list: ids)) ORDER BY id DESC
            """, VaultCredentialRow.init)
        let opened = try rows.map { row in try self.opened(row, grant.organization) }
        return Page(opened, limit: page.limit)
    }

    /// Writes a change of what may change without its secrets.
    public mutating func update(
        _ credential: VaultCredential, _ grant: VaultGrant<WriteVaultCredential>
    ) throws {
        try session.execute(
            """
            UPDATE vault_credentials SET status = \(credential.status), external_id = \(credential.externalID),
                version = \(credential.version), updated_at = \(credential.updatedAt)
            WHERE id = \(credential.id) AND organization_id = \(grant.organization)
            """)
    }

    /// Writes a change together with new secrets, over the old ones.
    public mutating func update(
        _ credential: VaultCredential, _ payload: VaultPayload, _ grant: VaultGrant<WriteVaultCredential>
    ) throws {
        guard let key = try dataKey(of: credential.id, in: grant.organization) else {
            throw StoreFailure.missingDataKey
        }
        try update(credential, grant)
        try write(payload, of: credential, under: key, grant)
    }

    /// The secrets of a credential, for a change of some of them; `nil` once it is deleted.
    public mutating func payload(
        of credential: VaultCredential, _ grant: VaultGrant<WriteVaultCredential>
    ) throws -> VaultPayload? {
        try payload(of: credential, in: grant.organization)
    }

    /// Destroys a credential's secrets and their key; what is left stays queryable.
    public mutating func destroySecrets(
        of credential: VaultCredential, _ grant: VaultGrant<WriteVaultCredential>
    ) throws {
        try deleteDataKey(of: credential.id)
        try session.execute(
            """
            UPDATE vault_credentials SET payload = NULL, summary = NULL
            WHERE id = \(credential.id) AND organization_id = \(grant.organization)
            """)
        try session.execute(
            """
            UPDATE idempotency_records SET answer = NULL
            WHERE organization_id = \(grant.organization) AND credential_id = \(credential.id)
            """)
    }

    /// A credential that a run has, locked; whoever may touch the run may ask.
    mutating func lockedCredential(
        _ id: VaultCredentialID, in organization: OrganizationID
    ) throws -> VaultCredential? {
        try credential(where: "id = \(id) AND organization_id = \(organization) FOR UPDATE", organization)
    }

    mutating func payload(
        of credential: VaultCredential, in organization: OrganizationID
    ) throws -> VaultPayload? {
        guard let key = try dataKey(of: credential.id, in: organization) else { return nil }
        let sealed = try session.first("SELECT payload FROM vault_credentials WHERE id = \(credential.id)") {
            try $0("payload", as: [UInt8].self)
        }
        guard let sealed else { return nil }
        let place = SealedPayload.Place(credential, organization)
        return VaultPayload(sealed: try key.open(SealedValue(bytes: sealed), place.seal("payload")))
    }

    private mutating func write(
        _ payload: VaultPayload, of credential: VaultCredential, under key: DataKey,
        _ grant: VaultGrant<WriteVaultCredential>
    ) throws {
        let sealed = try SealedPayload(payload, under: key, SealedPayload.Place(credential, grant.organization))
        try session.execute(
            """
            UPDATE vault_credentials SET payload = \(sealed.payload), summary = \(sealed.summary)
            WHERE id = \(credential.id) AND organization_id = \(grant.organization)
            """)
    }

    private mutating func credential(
        where condition: SQL, _ organization: OrganizationID
    ) throws -> VaultCredential? {
        let row = try session.first(
            "SELECT \(raw: vaultCredentialColumns) FROM vault_credentials \(raw: keyJoin) WHERE \(fragment: condition)",
            VaultCredentialRow.init)
        return try row.map { row in try opened(row, organization) }
    }

    /// The credential with what may be read back of its secrets.
    private func opened(_ row: VaultCredentialRow, _ organization: OrganizationID) throws -> VaultCredential {
        var credential = row.credential
        guard let sealed = row.summary, let wrapped = row.key else { return credential }
        let key = try keyring.unwrap(wrapped, scope: organization.number)
        let place = SealedPayload.Place(credential, organization)
        let summary = VaultSummary(sealed: try key.open(SealedValue(bytes: sealed), place.seal("summary")))
        // Also what was given before the source declared it secret.
        credential.summary = summary?.hiding(row.hiddenFields)
        return credential
    }
}

private let vaultCredentialColumns: StaticString = """
    id, source_id, auth_method, status, external_id, version, summary, updated_at, key_id, master_key, wrapped,
    (SELECT auth FROM sources WHERE sources.id = source_id) AS source_auth
    """

private let keyJoin: StaticString = "LEFT JOIN credential_keys ON credential_id = id"

private struct VaultCredentialRow {
    let credential: VaultCredential
    let summary: [UInt8]?
    let key: WrappedKey?
    /// What the source has declared secret.
    let hiddenFields: Set<String>

    init(_ row: Row) throws {
        credential = VaultCredential(
            id: try row("id"), source: try row("source_id"), method: try row("auth_method"),
            status: try row("status"), externalID: try row("external_id"), version: try row("version"), summary: nil,
            updatedAt: try row("updated_at"))
        summary = try row("summary")
        key = try WrappedKey(credentialRow: row)
        let auth = try row("source_auth", as: StoredSourceAuth?.self)?.auth
        hiddenFields = Set(auth?.fields.filter(\.isSecret).map(\.key) ?? [])
    }
}

extension SealedPayload.Place {
    fileprivate init(_ credential: VaultCredential, _ organization: OrganizationID) {
        self.init(
            organization: organization, credential: credential.id, source: credential.source,
            version: credential.version)
    }
}
