import Credentials
import JSON
import TestDatabase
import Testing

@testable import API

struct EventDestinationHandlersTests {
    let vault: Vault
    private let path = "/v2/event-destinations"

    init() throws {
        vault = try Vault()
    }

    @Test("a destination is created, shown, changed and deleted, and events tell of it")
    func life() throws {
        let created = vault.send("POST", path, Vault.destination(url: "https://app.example/hook?token=t"))
        #expect(created.status == 201)
        #expect(
            created.object.names == [
                "id", "object", "name", "type", "status", "events", "webhook", "created_at", "updated_at", "request_id",
            ])
        #expect(created["object"] == "event_destination" && created["type"] == "webhook" && created["name"] == "App")
        #expect(created["status"] == "active" && created["events"] == ["*"])
        let id = try created.text("id")
        #expect(id.wholeMatch(of: /evtd_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        let one = "\(path)/\(id)"
        let shown = vault.send("GET", one, key: vault.read)
        #expect(shown["webhook"] == ["url": "https://app.example/hook?token=t"])
        #expect(vault.send("GET", path, key: vault.read).data.map { $0["id"] } == [.text(id)])
        let changed = vault.send(
            "PATCH", one, ["name": "New", "events": ["agent.created"], "webhook": ["url": "http://b.example/"]])
        #expect(changed.status == 200 && changed["name"] == "New" && changed["events"] == ["agent.created"])
        #expect(changed["webhook"] == ["url": "http://b.example/"] && changed["status"] == "active")
        #expect(vault.send("PATCH", one, [:])["name"] == "New")
        let deleted = vault.send("DELETE", one)
        #expect(deleted.status == 200 && deleted.object.names == ["id", "object", "deleted", "request_id"])
        #expect(deleted["id"] == .text(id) && deleted["object"] == "event_destination" && deleted["deleted"] == true)
        for (method, target) in [("GET", one), ("PATCH", one), ("DELETE", one), ("GET", "\(one)/event-deliveries")] {
            #expect(vault.send(method, target).problems == ["request/event_destination_not_found"])
        }
        #expect(try vault.eventTypes() == ["event_destination.activated"])
    }

    @Test("an operator turns a destination off and on again, and events tell of it once for each turn")
    func status() throws {
        let one = "\(path)/\(try vault.newDestination())"
        for _ in 0..<2 { #expect(vault.send("PATCH", one, ["status": "inactive"])["status"] == "inactive") }
        for _ in 0..<2 { #expect(vault.send("PATCH", one, ["status": "active"])["status"] == "active") }
        let activated = "event_destination.activated"
        #expect(try vault.eventTypes() == [activated, "event_destination.deactivated", activated])
        let answer = vault.send("PATCH", one, ["status": "pending_verification"])
        #expect(answer.status == 400 && answer.problems == ["request/input_invalid status"])
    }

    @Test("what must be there and what is not valid is told with its field")
    func refused() throws {
        let changes: [(JSONObject, String)] = [
            (["name": nil], "input_missing name"), (["name": ""], "input_missing name"),
            (["name": 1], "input_invalid name"), (["type": "aws_sqs"], "input_invalid type"),
            (["type": nil], "input_invalid type"),
            (["events": nil], "input_missing events"), (["events": []], "input_missing events"),
            (["events": "*"], "input_invalid events"), (["events": ["agent.exploded"]], "input_invalid events"),
            (["events": ["*", "agent.exploded"]], "input_invalid events"),
            (["webhook": nil], "input_missing webhook.url"), (["webhook": "x"], "input_invalid webhook"),
        ]
        let one = "\(path)/\(try vault.newDestination())"
        let before = try vault.world.fingerprint()
        for (change, problem) in changes {
            let created = vault.send("POST", path, Vault.destination(url: "https://app.example/", change))
            #expect(created.status == 400 && created.problems == ["request/\(problem)"])
            #expect(vault.send("PATCH", one, .object(change)).problems == ["request/\(problem)"])
        }
        #expect(try vault.world.fingerprint() == before)
    }

    @Test("everything that is missing is told at once")
    func missing() {
        #expect(
            vault.send("POST", path, [:]).problems
                == ["name", "events", "webhook.url"].map { "request/input_missing \($0)" })
        let body: JSON = ["name": "x", "events": ["*"], "webhook": [:]]
        #expect(vault.send("POST", path, body).problems == ["request/input_missing webhook.url"])
    }

    @Test("all events among others are all events, and each type counts once")
    func selection() throws {
        let id = try vault.newDestination(["events": ["agent.created", "*"]])
        #expect(vault.send("GET", "\(path)/\(id)")["events"] == ["*"])
        let other = try vault.newDestination(["events": ["agent.deleted", "agent.created", "agent.deleted"]])
        #expect(vault.send("GET", "\(path)/\(other)")["events"] == ["agent.deleted", "agent.created"])
    }

    @Test("an organization has at most 50, also when many ask at once")
    func limit() throws {
        for _ in 0..<47 { _ = try vault.newDestination() }
        let headers = ["content-type": "application/json", "authorization": "Bearer \(vault.write)"]
        let body = Vault.destination(url: "https://app.example/").encoded()
        let request = Request(method: "POST", target: path, headers: Headers(headers), body: .whole(body), seed: nil)
        let answers = try vault.world.answersAtOnce(Array(repeating: request, count: 8))
        #expect(answers.count { $0.status == 201 } == 3)
        let refused = answers.filter { $0.status == 409 }
        #expect(refused.count == 5)
        #expect(refused.allSatisfy { $0.problems == ["request/event_destination_limit_reached"] })
        let theirs = vault.send("POST", path, Vault.destination(url: "https://app.example/"), key: vault.stranger)
        #expect(theirs.status == 201)
    }

    @Test("pages, newest first")
    func pages() throws {
        let ids = try (0..<3).map { _ in try vault.newDestination() }
        let first = vault.send("GET", "\(path)?limit=2")
        #expect(try first.data.map { try $0.text("id") } == [ids[2], ids[1]] && first["has_more"] == true)
        let second = vault.send("GET", "\(path)?limit=2&cursor=\(try first.text("next_cursor"))")
        #expect(try second.data.map { try $0.text("id") } == [ids[0]] && second["has_more"] == false)
    }
}
