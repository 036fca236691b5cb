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
