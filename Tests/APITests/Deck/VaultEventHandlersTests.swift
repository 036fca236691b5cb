import Credentials
import JSON
import TestDatabase
import Testing

@testable import API

struct VaultEventHandlersTests {
    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    private func types(_ query: String) throws -> [String] {
        try vault.send("GET", "/v2/events\(query)").data.map { try $0.text("type") }
    }

    @Test("an event is shown alone and in the list")
    func shown() throws {
        let agent = try vault.newAgent()
        let listed = try #require(vault.send("GET", "/v2/events", key: vault.read).data.first)
        #expect(listed.names == ["id", "object", "type", "data", "created_at"])
        #expect(listed["object"] == "event" && listed["type"] == "agent.created")
        guard case .object(let data)? = listed["data"] else { throw WrongType() }
        #expect(data["id"] == .text(agent) && data["object"] == "agent")
        let id = try listed.text("id")
        #expect(id.wholeMatch(of: /evt_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        #expect(listed["created_at"] == .text(try #require(VaultEventID(id)).createdAt.iso8601))
        let alone = vault.send("GET", "/v2/events/\(id)", key: vault.read)
        #expect(alone.status == 200 && alone.object.names == listed.names + ["request_id"])
        for name in listed.names { #expect(alone[name] == listed[name]) }
    }

    @Test("another organization's events are hidden, and so is what is none")
    func hidden() throws {
        _ = try vault.newAgent()
        let event = try #require(vault.send("GET", "/v2/events").data.first).text("id")
        for path in ["/v2/events/evt_x", "/v2/events/agt_x", "/v2/events/\(VaultEventID(number: 1))"] {
            let answer = vault.send("GET", path)
            #expect(answer.status == 404 && answer.problems == ["request/event_not_found"])
        }
        #expect(vault.send("GET", "/v2/events/\(event)", key: vault.stranger).status == 404)
        #expect(vault.send("GET", "/v2/events", key: vault.stranger).data.isEmpty)
    }

    @Test("pages of all types and of some, newest first")
    func pages() throws {
        let (agent, source) = (try vault.newAgent(), try vault.newSource())
        vault.send("PATCH", "/v2/agents/\(agent)", ["name": "x"])
        vault.send("PATCH", "/v2/sources/\(source)", ["name": "x"])
        #expect(try types("") == ["source.updated", "agent.updated", "source.created", "agent.created"])
        #expect(try types("?type=agent.created,source.updated") == ["source.updated", "agent.created"])
        #expect(try types("?type[]=agent.created&type[]=agent.updated") == ["agent.updated", "agent.created"])
        #expect(try types("?type=task.reset") == [])
        for query in ["?limit=3", "?type=agent.created,agent.updated,source.created,source.updated&limit=3"] {
            let first = vault.send("GET", "/v2/events\(query)")
            #expect(first.data.count == 3 && first["has_more"] == true)
            let second = vault.send("GET", "/v2/events\(query)&cursor=\(try first.text("next_cursor"))")
            #expect(try second.data.map { try $0.text("type") } == ["agent.created"])
            #expect(second["has_more"] == false && second["next_cursor"] == .null)
        }
    }

    @Test("times are those of the ids: from one on, and before one")
    func times() throws {
        for _ in 0..<3 { _ = try vault.newAgent() }
        let events = vault.send("GET", "/v2/events").data
        let ids = try events.map { try $0.text("id") }
        let second = try events[1].text("created_at")
        for type in ["", "&type=agent.created,agent.updated"] {
            let later = vault.send("GET", "/v2/events?created_after=\(second)\(type)").data
            #expect(try later.map { try $0.text("id") } == Array(ids[...1]))
            let earlier = vault.send("GET", "/v2/events?created_before=\(second)\(type)").data
            #expect(try earlier.map { try $0.text("id") } == Array(ids[2...]))
        }
    }

    @Test("a query that is wrong is refused")
    func refused() {
        let queries = [
            ("type=agent.exploded", "type"), ("created_after=yesterday", "created_after"),
            ("created_before=1", "created_before"), ("limit=0", "limit"), ("limit=101", "limit"),
            ("cursor=x", "cursor"),
        ]
        for (query, field) in queries {
            let answer = vault.send("GET", "/v2/events?\(query)")
            #expect(answer.status == 400 && answer.problems == ["request/input_invalid \(field)"])
        }
    }

    @Test("all types are listed on one page")
    func eventTypes() throws {
        let answer = vault.send("GET", "/v2/event-types", key: vault.read)
        #expect(answer.status == 200 && answer.object.names == ["data", "request_id"])
        let types = try answer.data.map { try $0.text("type") }
        #expect(types.contains("credential.invalid") && types.contains("event_destination.deactivated"))
        #expect(types == VaultEventType.allCases.map(\.rawValue))
        #expect(answer.data.allSatisfy { $0["object"] == "event_type" })
    }
}
