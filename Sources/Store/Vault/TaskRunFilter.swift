public import Credentials
import MariaDB

/// What a list of task runs may be narrowed down to; several values of one kind are alternatives.
public struct TaskRunFilter: Sendable {
    /// Only runs that stand there; empty is all.
    public var statuses: [TaskRunStatus] = []
    /// Only runs on these sources; empty is all.
    public var sources: [SourceID] = []
    /// Only runs of which that came; empty is all.
    public var results: [TaskRunResult] = []
    /// Only runs by this agent.
    public var agent: AgentID?
    /// Only runs with this credential.
    public var credential: VaultCredentialID?
    /// Only runs of this task.
    public var task: VaultTaskID?
    /// Only runs made at that time or later.
    public var createdAfter: Timestamp?
    /// Only runs made before that time.
    public var createdBefore: Timestamp?

    /// Lets everything through.
    public init() {}
}

extension TaskRunFilter {
    /// A condition for each range of an index that the list is made of.
    func parts(of organization: OrganizationID) -> [SQL] {
        let own: SQL = "organization_id = \(organization)"
        let rest = SQL.and(
            agent.map { "agent_id = \($0)" }, credential.map { "credential_id = \($0)" },
            task.map { "task_id = \($0)" }, results.isEmpty ? nil : "result IN (\(list: results))",
            createdAfter.map { "id >= \(TaskRunID.lowest(at: $0))" },
            createdBefore.map { "id < \(TaskRunID.lowest(at: $0))" })
        let isNarrow = agent != nil || credential != nil || task != nil
        if !sources.isEmpty, !isNarrow {
            let standing = statuses.isEmpty ? nil : "status IN (\(list: statuses))" as SQL
            return sources.map {
                "\(fragment: own) AND source_id = \($0) \(fragment: rest) \(fragment: .and(standing))"
            }
        }
        if !statuses.isEmpty, !isNarrow {
            return statuses.map { "\(fragment: own) AND status = \($0) \(fragment: rest)" }
        }
        let others = SQL.and(
            sources.isEmpty ? nil : "source_id IN (\(list: sources))",
            statuses.isEmpty ? nil : "status IN (\(list: statuses))")
        return ["\(fragment: own) \(fragment: rest) \(fragment: others)"]
    }
}
