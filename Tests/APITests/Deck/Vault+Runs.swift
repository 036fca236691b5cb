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

extension Vault {
    /// Takes the next run as a worker would.
    func claim(_ body: JSONObject = [:]) -> Answer {
        send("POST", "/v2/task-runs/claim", .object(body), key: worker)
    }

    /// Begins a run with a credential and takes it.
    func claimedRun(with credential: String) throws -> (id: String, token: String) {
        let id = try newRun(with: credential).text("id")
        return (id, try claim().lease())
    }

    /// What a worker says of a run that it has.
    @discardableResult
    func work(
        _ run: (id: String, token: String), _ call: String, _ body: JSONObject = [:], _ method: String = "POST"
    ) -> Answer {
        send(
            method, "/v2/task-runs/\(run.id)/\(call)", method == "GET" ? nil : .object(body), key: worker,
            headers: ["deck-lease": run.token])
    }

    func credentialStatus(_ id: String) -> JSON? {
        send("GET", "/v2/credentials/\(id)")["status"]
    }
}

extension Answer {
    /// The lease of a claimed run.
    func lease() throws -> String {
        guard case .object(let lease)? = self["lease"] else { throw WrongType() }
        return try lease.text("token")
    }
}
