import Credentials
import MariaDB

/// Where runs wait for workers: in an organization, or more narrowly for one source, one task, or one task on one source.
/// Each queue is one range of an index.
struct RunQueue {
    /// How many queues are looked into with one statement.
    static let surveyed = 100
    /// How many queues a worker tries to take from, should others take what it was about to.
    static let tried = 10

    let organization: OrganizationID
    var source: SourceID?
    var task: VaultTaskID?

    /// The index, whose order is that of the queue.
    var index: StaticString {
        switch (task, source) {
        case (nil, nil): "task_runs_claim"
        case (nil, _?): "task_runs_claim_of_source"
        case (_?, nil): "task_runs_claim_of_task"
        case (_?, _?): "task_runs_claim_of_task_and_source"
        }
    }

    /// What is in the queue.
    var condition: SQL {
        let parts = SQL.and(task.map { "task_id = \($0)" }, source.map { "source_id = \($0)" })
        return "organization_id = \(organization) AND claimable = TRUE \(fragment: parts)"
    }
}
