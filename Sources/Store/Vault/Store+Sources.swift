public import Credentials
import MariaDB

extension Store {
    /// Adds a source.
    public mutating func insert(_ source: Source, _ grant: VaultGrant<WriteSource>) throws {
        try session.execute(
            """
            INSERT INTO sources (id, organization_id, name, url, auth, updated_at)
            VALUES (\(source.id), \(grant.organization), \(source.name), \(source.url),
                \(source.auth.map(StoredSourceAuth.init)), \(source.updatedAt))
            """)
    }

    /// The source with that id, unless it was deleted.
    public mutating func source(_ id: SourceID, _ grant: VaultGrant<some VaultOperation>) throws -> Source? {
        try source(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted")
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedSource(_ id: SourceID, _ grant: VaultGrant<some VaultOperation>) throws -> Source? {
        try source(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted FOR UPDATE")
    }

    /// The same, kept from being changed and deleted until the transaction ends; others may do likewise.
    public mutating func sharedSource(_ id: SourceID, _ grant: VaultGrant<some VaultOperation>) throws -> Source? {
        try source(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted LOCK IN SHARE MODE")
    }

    /// The sources of the organization, newest first.
    public mutating func sources(
        _ page: PageRequest<SourceID, Void>, _ grant: VaultGrant<ReadSource>
    ) throws -> Page<Source> {
        let rows = try session.rows(
            """
            SELECT \(raw: sourceColumns) FROM sources IGNORE INDEX (PRIMARY)
            WHERE organization_id = \(grant.organization) AND NOT deleted \(fragment: SortColumn.idTail(of: page))
            """, Source.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Writes a changed source.
    public mutating func update(_ source: Source, _ grant: VaultGrant<WriteSource>) throws {
        try session.execute(
            """
            UPDATE sources SET name = \(source.name), url = \(source.url),
                auth = \(source.auth.map(StoredSourceAuth.init)), updated_at = \(source.updatedAt)
            WHERE id = \(source.id) AND organization_id = \(grant.organization)
            """)
    }

    /// Deletes a source, whose row stays for those that name it.
    ///
    /// The row is taken away and put back: Galera holds a credential that comes to it at another node meanwhile against a
    /// row's end, but not against a change of it, and would let both pass.
    ///
    /// - Parameter source: As ``lockedSource(_:_:)`` gave it in the same transaction, outside of which this is `misuse`.
    /// - Throws: ``Conflict/sourceInUse`` while credentials of it are left.
    public mutating func delete(_ source: Source, at now: Timestamp, _ grant: VaultGrant<WriteSource>) throws {
        try session.requireTransaction()
        let used = try session.first(
            "SELECT 1 AS used FROM vault_credentials WHERE source_id = \(source.id) AND status <> 'deleted' LIMIT 1"
        ) { _ in true }
        if used == true { throw Conflict.sourceInUse }
        try session.execute("SET STATEMENT foreign_key_checks = 0 FOR DELETE FROM sources WHERE id = \(source.id)")
        try session.execute(
            """
            INSERT INTO sources (id, organization_id, name, url, auth, updated_at, deleted)
            VALUES (\(source.id), \(grant.organization), \(source.name), \(source.url),
                \(source.auth.map(StoredSourceAuth.init)), \(now), TRUE)
            """)
    }

    mutating func source(where condition: SQL) throws -> Source? {
        try session.first("SELECT \(raw: sourceColumns) FROM sources WHERE \(fragment: condition)", Source.init(row:))
    }
}

private let sourceColumns: StaticString = "id, name, url, auth, updated_at"

extension Source {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row("id"), name: try row("name"), url: try row("url"),
            auth: try row("auth", as: StoredSourceAuth?.self)?.auth, updatedAt: try row("updated_at"))
    }
}
