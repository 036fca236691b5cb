public import Credentials
import JSON
import MariaDB

/// What orders a list of orgs.
public enum OrgSort: String, Sendable, CaseIterable {
    case id, name
}

/// What a list of orgs may be narrowed down to.
public struct OrgFilter: Sendable {
    /// Only orgs in this state.
    public var state: ActivityState?
    /// Only orgs with this reference.
    public var reference: String?

    /// Lets everything through.
    public init() {}
}

extension Store {
    /// Adds an org.
    public mutating func insert(_ org: Org, _ grant: Grant<WriteOrg>) throws {
        try session.execute(
            """
            INSERT INTO orgs (id, realm_id, state, name, reference, custom)
            VALUES (\(org.id), \(grant.realm), \(org.state), \(org.name), \(org.reference), \(org.custom))
            """)
    }

    /// The org with that id.
    public mutating func org(_ id: OrgID, _ grant: Grant<some OrgOperation>) throws -> Org? {
        try session.first(
            "SELECT \(raw: orgColumns) FROM orgs WHERE id = \(id) AND realm_id = \(grant.realm)", Org.init(row:))
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedOrg(_ id: OrgID, _ grant: Grant<WriteOrg>) throws -> Org? {
        try session.first(
            "SELECT \(raw: orgColumns) FROM orgs WHERE id = \(id) AND realm_id = \(grant.realm) FOR UPDATE",
            Org.init(row:))
    }

    /// Whether the realm has that org.
    public mutating func hasOrg(_ id: OrgID, _ grant: Grant<some Operation>) throws -> Bool {
        try session.first("SELECT 1 AS found FROM orgs WHERE id = \(id) AND realm_id = \(grant.realm)") { _ in true }
            ?? false
    }

    /// The orgs of the realm.
    ///
    /// - Throws: ``UnknownPageStart``.
    public mutating func orgs(
        _ filter: OrgFilter, _ page: PageRequest<OrgID, OrgSort>, _ grant: Grant<ReadOrg>
    ) throws -> Page<Org> {
        let scope = ListScope("realm_id", grant.realm)
        let rows = try session.rows(
            """
            SELECT \(raw: orgColumns) FROM orgs \(raw: SortColumn.pagingHint)
            WHERE \(fragment: scope.condition) \(fragment: filter.condition)
            \(fragment: orgTail(page, grant.realm, scope))
            """, Org.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Writes a changed org.
    public mutating func update(_ org: Org, _ grant: Grant<WriteOrg>) throws {
        try session.execute(
            """
            UPDATE orgs SET state = \(org.state), name = \(org.name), reference = \(org.reference),
                custom = \(org.custom)
            WHERE id = \(org.id) AND realm_id = \(grant.realm)
            """)
    }

    /// Deletes an org with its memberships; `false` when there is none any more.
    public mutating func delete(_ org: OrgID, _ grant: Grant<WriteOrg>) throws -> Bool {
        try session.execute("DELETE FROM orgs WHERE id = \(org) AND realm_id = \(grant.realm)") == 1
    }

    private mutating func orgTail(
        _ page: PageRequest<OrgID, OrgSort>, _ realm: RealmID, _ scope: ListScope
    ) throws -> SQL {
        guard page.sort == .name else { return SortColumn.idTail(of: page, in: scope) }
        guard let after = page.after else { return SortColumn(name: "name").tail(of: page, after: nil, in: scope) }
        let start = try session.first("SELECT name FROM orgs WHERE id = \(after) AND realm_id = \(realm)") {
            try $0("name", as: String.self)
        }
        guard let start else { throw UnknownPageStart() }
        return SortColumn(name: "name").tail(of: page, after: start, in: scope)
    }
}

let orgColumns: StaticString =
    "orgs.id, orgs.realm_id, orgs.state, orgs.name, orgs.reference, orgs.custom"

extension OrgFilter {
    fileprivate var condition: SQL {
        .and(state.map { "state = \($0)" }, reference.map { "reference = \($0)" })
    }
}

extension Org {
    init(row: Row) throws {
        self.init(id: try row("id"), realm: try row("realm_id"), name: try row("name"))
        state = try row("state")
        reference = try row("reference")
        custom = try row("custom")
    }
}
