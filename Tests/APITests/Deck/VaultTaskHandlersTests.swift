import JSON
import MariaDB
import TestDatabase
import Testing

@testable import API

struct VaultTaskHandlersTests {
    let vault: Vault
    let agent: String

    init() throws {
        vault = try Vault()
        agent = try vault.newAgent()
    }

    /// All that may be said of a task.
    private var full: JSONObject {
        [
            "name": "Fetch bills", "agent_id": .text(agent), "prompt": "Fetch all bills.",
            "input_schema": ["type": "object", "required": ["since"], "properties": ["since": ["type": "string"]]],
            "output_schema": ["type": "array", "items": ["multipleOf": 1]], "storage": ["enabled": true],
            "extraction": [1, "two", nil], "settings": ["timeout_seconds": 60], "status": "test",
        ]
    }

    @Test("a task is created with all that is said of it, and shown again just so")
    func create() throws {
        var body = full
        body["id"] = "task_01JB3VV0M2ZZZZZZZZZZZZZZZZ"
        let answer = vault.send("POST", "/v2/tasks", .object(body))
        #expect(answer.status == 201)
        #expect(
            answer.object.names == [
                "id", "object", "name", "status", "agent_id", "prompt", "input_schema", "output_schema", "storage",
                "extraction", "settings", "created_at", "updated_at", "request_id",
            ])
        let id = try answer.text("id")
        #expect(id.wholeMatch(of: /task_[0-9A-HJKMNP-TV-Z]{26}/) != nil && .text(id) != body["id"])
        #expect(answer["object"] == "task")
        for (name, value) in full { #expect(answer[name] == value, "\(name)") }
        let got = vault.send("GET", "/v2/tasks/\(id)", key: vault.read)
        for name in answer.object.names.dropLast() { #expect(got[name] == answer[name], "\(name)") }
        let listed = try #require(vault.send("GET", "/v2/tasks").data.first)
        #expect(listed.names == answer.object.names.dropLast())
    }

    @Test("name and agent suffice")
    func defaults() throws {
        let answer = vault.send("POST", "/v2/tasks", ["name": "x", "agent_id": .text(agent), "settings": nil])
        #expect(answer.status == 201 && answer["status"] == "learning")
        #expect(answer["settings"] == ["timeout_seconds": 1800])
        for name in ["prompt", "input_schema", "output_schema", "storage", "extraction"] {
            #expect(answer[name] == nil as JSON, "\(name)")
        }
    }

    @Test(
        "what breaks a rule is refused on its field",
        arguments: [
            (["name": ""], "request/input_missing name"), (["name": nil], "request/input_missing name"),
            (["agent_id": nil], "request/input_missing agent_id"), (["agent_id": 5], "request/input_invalid agent_id"),
            (["prompt": 5], "request/input_invalid prompt"),
            (["prompt": .text(String(repeating: "é", count: 8193))], "request/input_invalid prompt"),
            (["input_schema": []], "request/input_invalid input_schema"),
            (["input_schema": true], "request/input_invalid input_schema"),
            (["input_schema": ["minLength": "x"]], "request/input_invalid input_schema"),
            (["input_schema": ["$ref": "https://example.com/"]], "request/input_invalid input_schema"),
            (["output_schema": ["pattern": "("]], "request/input_invalid output_schema"),
            (["output_schema": ["pattern": "(?i)a"]], "request/input_invalid output_schema"),
            (
                ["output_schema": ["title": .text(String(repeating: "x", count: 65_536))]],
                "request/input_invalid output_schema"
            ),
            (["storage": .text(String(repeating: "x", count: 16_384))], "request/input_invalid storage"),
            (["extraction": ["\u{0}": 1]], "request/input_invalid extraction"),
            (["settings": 5], "request/input_invalid settings"),
            (["settings": ["timeout_seconds": 0]], "request/input_invalid settings.timeout_seconds"),
            (["settings": ["timeout_seconds": 86_401]], "request/input_invalid settings.timeout_seconds"),
            (["settings": ["timeout_seconds": "60"]], "request/input_invalid settings.timeout_seconds"),
            (["status": "ready"], "request/input_invalid status"),
        ] as [(JSONObject, String)])
    func refusals(changes: JSONObject, problem: String) throws {
        let path = "/v2/tasks/\(try vault.newTask(of: agent))"
        let before = try vault.world.fingerprint()
        var body = full
        for (name, value) in changes { body[name] = value }
        for answer in [vault.send("POST", "/v2/tasks", .object(body)), vault.send("PATCH", path, .object(changes))] {
            #expect(answer.status == 400 && answer.problems == [problem])
        }
        #expect(try vault.world.fingerprint() == before)
    }

    @Test("the greatest values that are allowed come back whole")
    func greatest() throws {
        let changes: JSONObject = [
            "prompt": .text(String(repeating: "é", count: 8192)),
            "input_schema": ["title": .text(String(repeating: "x", count: 65_524))],
            "storage": .text(String(repeating: "x", count: 16_382)), "settings": ["timeout_seconds": 86_400],
            "name": .text(String(repeating: "é", count: 255)),
        ]
        #expect(changes["input_schema"]?.encoded().count == 65_536 && changes["storage"]?.encoded().count == 16_384)
        let got = vault.send("GET", "/v2/tasks/\(try vault.newTask(of: agent, changes))")
        for (name, value) in changes { #expect(got[name] == value, "\(name)") }
        #expect(vault.send("POST", "/v2/tasks", [:]).problems.count == 2)
    }

    @Test("a schema's fault is told with its place")
    func schemaFault() throws {
        let schema: JSON = ["properties": ["amount": ["anyOf": [["minLength": "planted"]]]]]
        let answer = vault.send("POST", "/v2/tasks", ["name": "x", "agent_id": .text(agent), "input_schema": schema])
        #expect(answer.bodyText.contains("/properties/amount/anyOf/0/minLength must be an integer"))
        #expect(!answer.bodyText.contains("planted"))
    }

    @Test("the agent must be one of the organization's that is left")
    func agents() throws {
        let path = "/v2/tasks/\(try vault.newTask(of: agent))"
        let theirs = try vault.send("POST", "/v2/agents", ["name": "x"], key: vault.stranger).text("id")
        let former = try vault.newAgent()
        vault.send("DELETE", "/v2/agents/\(former)")
        let before = try vault.world.fingerprint()
        for id in [theirs, former, "agt_01JB3VV0M2ZZZZZZZZZZZZZZZZ", "nonsense", try vault.newSource()] {
            for answer in [
                vault.send("POST", "/v2/tasks", ["name": "x", "agent_id": .text(id)]),
                vault.send("PATCH", path, ["agent_id": .text(id)]),
            ] {
                #expect(answer.status == 404 && answer.problems == ["request/agent_not_found agent_id"])
            }
        }
        let after = try vault.world.fingerprint()
        for table in ["tasks", "agents"] { #expect(after[table] == before[table]) }
    }

    @Test("a change concerns what it names: null clears what may be cleared")
    func update() throws {
        let id = try vault.newTask(of: agent, full)
        let path = "/v2/tasks/\(id)"
        #expect(vault.send("PATCH", path, [:]).status == 200)
        for (name, value) in full { #expect(vault.send("GET", path)[name] == value, "\(name)") }
        for name in ["prompt", "input_schema", "output_schema", "storage", "extraction"] {
            #expect(vault.send("PATCH", path, .object([name: nil]))[name] == nil as JSON, "\(name)")
        }
        for name in ["status", "settings"] {
            #expect(vault.send("PATCH", path, .object([name: nil]))[name] == full[name], "\(name)")
        }
        #expect(vault.send("PATCH", path, ["settings": [:]])["settings"] == full["settings"])
        let other = try vault.newAgent()
        let changed = vault.send("PATCH", path, ["agent_id": .text(other), "name": "y", "status": "live"])
        #expect(changed["agent_id"] == .text(other) && changed["name"] == "y" && changed["status"] == "live")
        #expect(changed["settings"] == full["settings"])
        #expect(vault.send("GET", path)["agent_id"] == .text(other))
    }

    @Test("reset sets a task back to learning; deleted ones are gone; events tell of it all, and nothing long")
    func life() throws {
        let path = "/v2/tasks/\(try vault.newTask(of: agent, full))"
        vault.send("PATCH", path, ["status": "live"])
        let reset = vault.send("POST", path + "/reset")
        #expect(reset.status == 200 && reset["status"] == "learning" && reset["prompt"] == full["prompt"])
        #expect(vault.send("GET", path)["status"] == "learning")
        let deleted = vault.send("DELETE", path)
        #expect(deleted.object.names == ["id", "object", "deleted", "request_id"] && deleted["object"] == "task")
        for (method, target) in [("GET", path), ("PATCH", path), ("DELETE", path), ("POST", path + "/reset")] {
            let answer = vault.send(method, target)
            #expect(answer.status == 404 && answer.problems == ["request/task_not_found"])
        }
        #expect(vault.send("GET", "/v2/tasks").data.map { $0["name"] } == ["Verify login"])
        let types = ["agent.created", "task.created", "task.updated", "task.reset", "task.deleted"]
        #expect(try vault.eventTypes() == types)
        var session = try vault.world.database.session()
        let data: [JSON] = try session.rows("SELECT data FROM vault_events ORDER BY id DESC LIMIT 4") { row in
            try JSON(parsing: Array(row("data", as: String.self).utf8))
        }
        let id = String(path.dropFirst("/v2/tasks/".count))
        #expect(
            data.first == [
                "id": .text(id), "object": "task", "name": "Fetch bills", "status": "learning",
                "agent_id": .text(agent),
            ])
        #expect(data.allSatisfy { $0.depth == 1 })
    }

    @Test("a list is narrowed down by agent and status")
    func filters() throws {
        let other = try vault.newAgent()
        let ids = [
            try vault.newTask(of: agent), try vault.newTask(of: agent, ["status": "test"]),
            try vault.newTask(of: other, ["status": "test"]), try vault.newTask(of: other, ["status": "live"]),
            try vault.newTask(of: other),
        ]
        vault.send("DELETE", "/v2/tasks/\(ids[4])")
        func list(_ query: String) throws -> [String] {
            try vault.send("GET", "/v2/tasks?\(query)").data.map { try $0.text("id") }
        }
        #expect(try list("").dropLast() == [ids[3], ids[2], ids[1], ids[0]])
        #expect(try list("agent_id=\(agent)") == [ids[1], ids[0]])
        #expect(try list("agent_id[]=\(agent)&agent_id[]=\(other)&limit=3") == [ids[3], ids[2], ids[1]])
        #expect(try list("status=test,learning") == [ids[2], ids[1], ids[0]])
        #expect(try list("agent_id=\(other)&status=test&status=learning") == [ids[2]])
        #expect(try list("agent_id=nonsense").isEmpty)
        let first = vault.send("GET", "/v2/tasks?agent_id=\(other),\(agent)&status=test&limit=1")
        #expect(try first.data.map { try $0.text("id") } == [ids[2]])
        #expect(try list("agent_id=\(other),\(agent)&status=test&cursor=\(first.text("next_cursor"))") == [ids[1]])
        #expect(vault.send("GET", "/v2/tasks?status=lost").problems == ["request/input_invalid status"])
    }

    @Test("a repeated request under one key makes one task")
    func idempotency() throws {
        let key = ["idempotency-key": "k"]
        let first = vault.send("POST", "/v2/tasks", .object(full), headers: key)
        let again = vault.send("POST", "/v2/tasks", .object(full), headers: key)
        #expect(first.status == 201 && again.body == first.body)
        #expect(vault.send("GET", "/v2/tasks").data.count == 2)
    }
}
