import Credentials
import MariaDB

extension TaskRunFilter {
    /// Where runs that pass may stand; `nil` is anywhere. A result is where a run came to stand, too.
    private var standing: [TaskRunStatus]? {
        guard results.isEmpty else {
            let wanted = statuses.isEmpty ? TaskRunStatus.allCases : statuses
            return wanted.filter { $0.result.map(results.contains) == true }
        }
        if !statuses.isEmpty { return statuses }
        return sources.isEmpty && agent == nil && credential == nil && task == nil ? nil : TaskRunStatus.allCases
    }

    /// The index that each part of the list is one range of.
    ///
    /// Named in the statement, because what the server's statistics make it choose may read a whole organization. The
    /// agent alone is not always in the range: it is the task's, unless that was given to another one meanwhile.
    var index: StaticString {
        switch (credential, task, agent) {
        case (_?, nil, _): "task_runs_by_credential"
        case (_?, _?, _): "task_runs_by_credential_and_task"
        case (nil, _?, _): sources.isEmpty ? "task_runs_by_task" : "task_runs_by_task_and_source"
        case (nil, nil, _?): sources.isEmpty ? "task_runs_by_agent" : "task_runs_by_agent_and_source"
        case (nil, nil, nil):
            if !sources.isEmpty {
                "task_runs_by_source"
            } else {
                standing == nil ? "task_runs_organization" : "task_runs_status"
            }
        }
    }

    /// A condition for each range of the index that the list is made of; none when nothing can pass.
    ///
    /// A credential's runs are all on its source, so with a credential the sources are none of its business.
    func parts(of organization: OrganizationID) -> [SQL] {
        let sites: [SQL?] = credential != nil || sources.isEmpty ? [nil] : sources.map { "source_id = \($0)" }
        let places: [SQL?] = standing.map { $0.map { "status = \($0)" } } ?? [nil]
        let named = SQL.and(
            credential.map { "credential_id = \($0)" }, task.map { "task_id = \($0)" },
            agent.map { "agent_id = \($0)" }, createdAfter.map { "id >= \(TaskRunID.lowest(at: $0))" },
            createdBefore.map { "id < \(TaskRunID.lowest(at: $0))" })
        return sites.flatMap { site in
            places.map { place in
                "organization_id = \(organization) \(fragment: .and(site, place)) \(fragment: named)"
            }
        }
    }
}
