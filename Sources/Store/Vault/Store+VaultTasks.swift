public import Credentials
import JSON
import MariaDB

/// What a list of tasks may be narrowed down to; several values of one kind are alternatives.
public struct VaultTaskFilter: Sendable {
    /// Only tasks of these agents; empty is all.
    public var agents: [AgentID] = []
    /// Only tasks that are so far; empty is all.
    public var statuses: [VaultTaskStatus] = []

    /// Lets everything through.
    public init() {}
}

extension Store {
    /// Adds a task.
    public mutating func insert(_ task: VaultTask, _ grant: VaultGrant<WriteTask>) throws {
        try insert(task, in: grant.organization)
    }

    mutating func insert(_ task: VaultTask, in organization: OrganizationID) throws {
        try session.execute(
            """
            INSERT INTO tasks (id, organization_id, agent_id, name, prompt, input_schema, output_schema, storage,
                extraction, timeout_seconds, status, updated_at)
            VALUES (\(task.id), \(organization), \(task.agent), \(task.name), \(task.prompt), \(task.inputSchema),
                \(task.outputSchema), \(task.storage.map(StoredJSON.init)), \(task.extraction.map(StoredJSON.init)),
                \(task.timeoutSeconds), \(task.status), \(task.updatedAt))
            """)
    }

    /// The task with that id, unless it was deleted.
    public mutating func task(_ id: VaultTaskID, _ grant: VaultGrant<some VaultOperation>) throws -> VaultTask? {
        try task(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted")
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedTask(_ id: VaultTaskID, _ grant: VaultGrant<WriteTask>) throws -> VaultTask? {
        try task(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted FOR UPDATE")
    }

    /// The same for a run that is to begin: nobody changes or deletes the task until the transaction ends, while any number
    /// of runs may begin at once.
    public mutating func runnableTask(
        _ id: VaultTaskID, _ grant: VaultGrant<WriteTaskRun>
    ) throws -> VaultTask? {
        try task(where: "id = \(id) AND organization_id = \(grant.organization) AND NOT deleted LOCK IN SHARE MODE")
    }

    /// The tasks of the organization, newest first. The ids are looked for alone, because the database writes down what it
    /// puts together of several ranges, and the tasks themselves may be long.
    public mutating func tasks(
        _ filter: VaultTaskFilter, _ page: PageRequest<VaultTaskID, Void>, _ grant: VaultGrant<ReadTask>
    ) throws -> Page<VaultTask> {
        let ids = try session.rows(
            .newestFirst(
                "SELECT id FROM tasks IGNORE INDEX (PRIMARY)", parts: filter.parts(of: grant.organization), page)
        ) { try $0("id", as: VaultTaskID.self) }
        guard !ids.isEmpty else { return Page([], limit: page.limit) }
        let rows = try session.rows(
            "SELECT \(raw: taskColumns) FROM tasks WHERE id IN (\(list: ids)) ORDER BY id DESC", VaultTask.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Writes a changed task.
    public mutating func update(_ task: VaultTask, _ grant: VaultGrant<WriteTask>) throws {
        try session.execute(
            """
            UPDATE tasks SET agent_id = \(task.agent), name = \(task.name), prompt = \(task.prompt),
                input_schema = \(task.inputSchema), output_schema = \(task.outputSchema),
                storage = \(task.storage.map(StoredJSON.init)),
                extraction = \(task.extraction.map(StoredJSON.init)), timeout_seconds = \(task.timeoutSeconds),
                status = \(task.status), updated_at = \(task.updatedAt)
            WHERE id = \(task.id) AND organization_id = \(grant.organization)
            """)
    }

    /// Deletes a task; its row stays for the runs that name it.
    public mutating func delete(_ task: VaultTaskID, at now: Timestamp, _ grant: VaultGrant<WriteTask>) throws {
        try session.execute(
            """
            UPDATE tasks SET deleted = TRUE, updated_at = \(now)
            WHERE id = \(task) AND organization_id = \(grant.organization)
            """)
    }

    mutating func task(where condition: SQL) throws -> VaultTask? {
        try session.first("SELECT \(raw: taskColumns) FROM tasks WHERE \(fragment: condition)", VaultTask.init(row:))
    }
}

private let taskColumns: StaticString = """
    id, agent_id, name, prompt, input_schema, output_schema, storage, extraction, timeout_seconds, status, updated_at
    """

extension VaultTask {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row("id"), agent: try row("agent_id"), name: try row("name"), updatedAt: try row("updated_at"))
        prompt = try row("prompt")
        inputSchema = try row("input_schema")
        outputSchema = try row("output_schema")
        storage = try row("storage", as: StoredJSON?.self)?.value
        extraction = try row("extraction", as: StoredJSON?.self)?.value
        timeoutSeconds = try row("timeout_seconds")
        status = try row("status")
    }
}

extension VaultTaskFilter {
    /// A condition for each range of an index that the list is made of.
    fileprivate func parts(of organization: OrganizationID) -> [SQL] {
        let own: SQL = "organization_id = \(organization) AND NOT deleted"
        guard !agents.isEmpty else {
            return statuses.isEmpty ? [own] : statuses.map { "\(fragment: own) AND status = \($0)" }
        }
        let standing = statuses.isEmpty ? VaultTaskStatus.allCases : statuses
        return agents.flatMap { agent in
            standing.map { "\(fragment: own) AND agent_id = \(agent) AND status = \($0)" }
        }
    }
}
