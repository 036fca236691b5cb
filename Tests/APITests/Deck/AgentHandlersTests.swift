import JSON
import TestDatabase
import Testing

@testable import API

struct AgentHandlersTests {
    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    @Test("an organization begins with one agent that has one task, and without events")
    func builtIn() throws {
        let agents = vault.send("GET", "/v2/agents").data
        #expect(agents.map { $0["name"] } == ["Built-in"])
        let tasks = vault.send("GET", "/v2/tasks").data
        #expect(tasks.map { $0["name"] } == ["Verify login"] && tasks.first?["agent_id"] == agents.first?["id"])
        #expect(tasks.first?["status"] == "live" && tasks.first?["input_schema"] == nil as JSON)
        #expect(try vault.eventTypes() == [])
        let theirs = vault.send("GET", "/v2/agents", key: vault.stranger).data
        #expect(theirs.count == 1 && theirs.first?["id"] != agents.first?["id"])
    }

    @Test("an agent is created, shown, renamed and deleted, and events tell of it")
    func life() throws {
        let created = vault.send("POST", "/v2/agents", ["name": "Bills", "id": "agt_x", "unknown": 1])
        #expect(created.status == 201)
        #expect(created.object.names == ["id", "object", "name", "created_at", "updated_at", "request_id"])
        #expect(created["object"] == "agent" && created["name"] == "Bills")
        let id = try created.text("id")
        #expect(id.wholeMatch(of: /agt_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        let path = "/v2/agents/\(id)"
        #expect(vault.send("GET", path, key: vault.read)["name"] == "Bills")
        #expect(vault.send("PATCH", path, ["name": "Invoices"])["name"] == "Invoices")
        #expect(vault.send("PATCH", path, [:])["name"] == "Invoices")
        let deleted = vault.send("DELETE", path)
        #expect(deleted.status == 200 && deleted["id"] == .text(id) && deleted["deleted"] == true)
        #expect(deleted["object"] == "agent")
        for method in ["GET", "PATCH", "DELETE"] {
            #expect(vault.send(method, path).problems == ["request/agent_not_found"])
        }
        #expect(try vault.agents().count == 1)
        #expect(try vault.eventTypes() == ["agent.created", "agent.updated", "agent.updated", "agent.deleted"])
    }

    @Test(
        "a name must be given, and fit",
        arguments: [
            ([:], "input_missing"), (["name": nil], "input_missing"), (["name": ""], "input_missing"),
            (["name": 5], "input_invalid"), (["name": .text(String(repeating: "é", count: 256))], "input_invalid"),
        ] as [(JSON, String)])
    func names(body: JSON, code: String) throws {
        let before = try vault.world.fingerprint()
        #expect(vault.send("POST", "/v2/agents", body).problems == ["request/\(code) name"])
        if body != [:] {
            let path = "/v2/agents/\(try vault.agents()[0])"
            #expect(vault.send("PATCH", path, body).problems == ["request/\(code) name"])
        }
        #expect(try vault.world.fingerprint() == before)
        let longest = JSON.text(String(repeating: "é", count: 255))
        #expect(vault.send("POST", "/v2/agents", ["name": longest])["name"] == longest)
    }

    @Test("an agent with tasks stays, and may go once they are deleted or have moved on")
    func inUse() throws {
        let agent = try vault.newAgent()
        let path = "/v2/agents/\(agent)"
        let (task, other) = (try vault.newTask(of: agent), try vault.newTask(of: agent))
        let refused = vault.send("DELETE", path)
        #expect(refused.status == 409 && refused.problems == ["request/agent_in_use"])
        #expect(vault.send("DELETE", "/v2/tasks/\(task)").status == 200)
        #expect(vault.send("DELETE", path).status == 409)
        let elsewhere: JSON = ["agent_id": .text(try vault.newAgent())]
        #expect(vault.send("PATCH", "/v2/tasks/\(other)", elsewhere).status == 200)
        #expect(vault.send("DELETE", path).status == 200)
    }

    @Test("pages, newest first")
    func pages() throws {
        let ids = try (0..<3).map { _ in try vault.newAgent() }
        let first = vault.send("GET", "/v2/agents?limit=2")
        #expect(try first.data.map { try $0.text("id") } == [ids[2], ids[1]] && first["has_more"] == true)
        let second = vault.send("GET", "/v2/agents?limit=2&cursor=\(try first.text("next_cursor"))")
        #expect(second.data.map { $0["name"] } == ["Agent", "Built-in"] && second["has_more"] == false)
    }
}
