public import Credentials
import MariaDB

extension Store {
    /// The newest runs of a session, as many as are shown with it, oldest first.
    public mutating func runs(
        of session: VaultSessionID, _ grant: VaultGrant<some VaultOperation>
    ) throws -> [VaultSession.Run] {
        let page = PageRequest<TaskRunID, Void>(after: nil, limit: VaultSession.shownRuns, sort: (), descending: true)
        let parts = TaskRunStatus.allCases.map { status -> SQL in
            "session_id = \(session) AND status = \(status) AND organization_id = \(grant.organization)"
        }
        let select: SQL =
            "SELECT id, task_id, agent_id, credential_id FROM task_runs FORCE INDEX (task_runs_by_session)"
        let rows = try self.session.rows(.newestFirst(select, parts: parts, page), VaultSession.Run.init(row:))
        return Page(rows, limit: page.limit).items.reversed()
    }

    /// The runs of a session that wait or that a worker has, oldest first.
    mutating func unendedRuns(of session: VaultSessionID) throws -> [TaskRunID] {
        let ids = try self.session.rows(
            """
            SELECT id FROM task_runs FORCE INDEX (task_runs_by_session)
            WHERE session_id = \(session) AND status IN (\(list: TaskRunStatus.allCases.filter { !$0.isEnd }))
            """
        ) { try $0("id", as: TaskRunID.self) }
        return ids.sorted()
    }

    /// Whether a run of a session stands at one of some statuses.
    mutating func hasRun(of session: VaultSessionID, among statuses: [TaskRunStatus]) throws -> Bool {
        try self.session.first(
            """
            SELECT 1 AS there FROM task_runs FORCE INDEX (task_runs_by_session)
            WHERE session_id = \(session) AND status IN (\(list: statuses)) LIMIT 1
            """
        ) { _ in true } == true
    }
}

extension VaultSession.Run {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row("id"), task: try row("task_id"), agent: try row("agent_id"),
            credential: try row("credential_id"))
    }
}
