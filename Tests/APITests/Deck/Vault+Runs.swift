import JSON

extension Vault {
    /// Begins a run and returns it.
    @discardableResult
    func newRun(of task: String? = nil, _ body: JSONObject) throws -> Answer {
        send("POST", "/v2/tasks/\(try task ?? newTask())/run", .object(body))
    }

    /// Begins a run with a credential and returns it.
    func newRun(of task: String? = nil, with credential: String) throws -> Answer {
        try newRun(of: task, ["credential_id": .text(credential)])
    }

    /// A run as the app sees it.
    func run(_ id: String) -> Answer {
        send("GET", "/v2/task-runs/\(id)")
    }

    /// The types of events about runs and sessions, oldest first, since some number of them.
    func runEvents(since count: Int = 0) throws -> [String] {
        Array(
            try eventTypes().filter { $0.hasPrefix("task_run.") || $0.hasPrefix("session.") }.dropFirst(count))
    }
}
