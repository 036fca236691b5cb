import JSON

extension Vault {
    /// Creates an agent and returns its id.
    func newAgent() throws -> String {
        try send("POST", "/v2/agents", ["name": "Agent"]).text("id")
    }

    /// Creates a task and returns its id.
    func newTask(of agent: String? = nil, _ more: JSONObject = [:]) throws -> String {
        var body: JSONObject = ["name": "Task", "agent_id": .text(try agent ?? newAgent())]
        for (name, value) in more { body[name] = value }
        return try send("POST", "/v2/tasks", .object(body)).text("id")
    }

    /// The ids of the organization's agents, newest first.
    func agents() throws -> [String] {
        try send("GET", "/v2/agents").data.map { try $0.text("id") }
    }
}
