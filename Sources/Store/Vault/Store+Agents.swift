public import Credentials
import MariaDB

extension Store {
    /// Adds an agent.
    public mutating func insert(_ agent: Agent, _ grant: VaultGrant<WriteAgent>) throws {
        try insert(agent, in: grant.organization)
    }

    mutating func insert(_ agent: Agent, in organization: OrganizationID) throws {
        try session.execute(
            """
            INSERT INTO agents (id, organization_id, name, updated_at)
            VALUES (\(agent.id), \(organization), \(agent.name), \(agent.updatedAt))
            """)
    }

    /// The agent with that id, unless it was deleted.
    public mutating func agent(_ id: AgentID, _ grant: VaultGrant<some VaultOperation>) throws -> Agent? {
        try agent(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted")
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedAgent(_ id: AgentID, _ grant: VaultGrant<some VaultOperation>) throws -> Agent? {
        try agent(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted FOR UPDATE")
    }

    /// The agents of the organization, newest first.
    public mutating func agents(
        _ page: PageRequest<AgentID, Void>, _ grant: VaultGrant<ReadAgent>
    ) throws -> Page<Agent> {
        let rows = try session.rows(
            """
            SELECT \(raw: agentColumns) FROM agents IGNORE INDEX (PRIMARY)
            WHERE organization_id = \(grant.organization) AND NOT deleted \(fragment: SortColumn.idTail(of: page))
            """, Agent.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Writes a changed agent.
    public mutating func update(_ agent: Agent, _ grant: VaultGrant<WriteAgent>) throws {
        try session.execute(
            """
            UPDATE agents SET name = \(agent.name), updated_at = \(agent.updatedAt)
            WHERE id = \(agent.id) AND organization_id = \(grant.organization)
            """)
    }

    /// Deletes an agent; its row stays for the runs that name it, and is taken away and put back as that of a source.
    ///
    /// - Parameter agent: As ``lockedAgent(_:_:)`` gave it in the same transaction, outside of which this is `misuse`.
    /// - Throws: ``Conflict/agentInUse`` while tasks of it are left.
    public mutating func delete(_ agent: Agent, at now: Timestamp, _ grant: VaultGrant<WriteAgent>) throws {
        try session.requireTransaction()
        let used = try session.first(
            "SELECT 1 AS used FROM tasks WHERE agent_id = \(agent.id) AND NOT deleted LIMIT 1"
        ) { _ in true }
        if used == true { throw Conflict.agentInUse }
        try session.execute("SET STATEMENT foreign_key_checks = 0 FOR DELETE FROM agents WHERE id = \(agent.id)")
        try session.execute(
            """
            INSERT INTO agents (id, organization_id, name, updated_at, deleted)
            VALUES (\(agent.id), \(grant.organization), \(agent.name), \(now), TRUE)
            """)
    }

    private mutating func agent(where condition: SQL) throws -> Agent? {
        try session.first("SELECT \(raw: agentColumns) FROM agents WHERE \(fragment: condition)", Agent.init(row:))
    }
}

private let agentColumns: StaticString = "id, name, updated_at"

extension Agent {
    fileprivate init(row: Row) throws {
        self.init(id: try row("id"), name: try row("name"), updatedAt: try row("updated_at"))
    }
}
