import Credentials
import JSON
import Store
import TestDatabase
import Testing

@testable import API

struct EventDeliveryHandlersTests {
    let vault: Vault
    private let path = "/v2/event-destinations"

    init() throws {
        vault = try Vault()
    }

    @Test("an event is to be told to every active destination that wants it, in the organization alone")
    func told() throws {
        let all = try vault.newDestination()
        let agents = try vault.newDestination(["events": ["agent.created", "agent.deleted"]])
        let off = try vault.newDestination()
        vault.send("PATCH", "\(path)/\(off)", ["status": "inactive"])
        let theirs = vault.send("POST", path, Vault.destination(url: "https://app.example/"), key: vault.stranger)
        _ = try vault.newAgent()
        _ = try vault.newSource()
        let types = { (id: String) in try self.vault.deliveries(to: id).map { try $0.text("event_type") } }
        #expect(try types(all).prefix(2) == ["source.created", "agent.created"])
        #expect(try types(agents) == ["agent.created"])
        #expect(try types(off).contains("agent.created") == false)
        let strangers = vault.send(
            "GET", "\(path)/\(try theirs.text("id"))/event-deliveries", key: vault.stranger)
        #expect(strangers.data.map { $0["event_type"] } == ["event_destination.activated"])
    }

    @Test("a delivery that waits is pending, and names its event")
    func pending() throws {
        let id = try vault.newDestination(["events": ["agent.created"]])
        _ = try vault.newAgent()
        let delivery = try #require(vault.deliveries(to: id).first)
        #expect(
            delivery.names == [
                "id", "object", "status", "event_type", "event_id", "event_destination_id", "attempts", "last_result",
                "created_at", "delivered_at",
            ])
        #expect(try delivery.text("id").wholeMatch(of: /edlv_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        #expect(delivery["object"] == "event_delivery" && delivery["status"] == "pending" && delivery["attempts"] == 0)
        #expect(delivery["event_destination_id"] == .text(id) && delivery["delivered_at"] == .null)
        let event = vault.send("GET", "/v2/events/\(try delivery.text("event_id"))")
        #expect(event["type"] == "agent.created")
    }

    @Test("what is taken back is not told: the delivery is of the event's transaction")
    func rolledBack() throws {
        let id = try vault.newDestination(["events": ["agent.created"]])
        var store = try vault.world.store()
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try store.transaction { store in
                try store.record(.agentCreated, [:], in: vault.organization)
                throw Stop()
            }
        }
        #expect(vault.deliveries(to: id).isEmpty)
    }

    @Test("who is turned off is told nothing more of what was waiting, nor when turned on again")
    func calledOff() throws {
        let id = try vault.newDestination(["events": ["agent.created"]])
        _ = try vault.newAgent()
        vault.send("PATCH", "\(path)/\(id)", ["status": "inactive"])
        _ = try vault.newAgent()
        vault.send("PATCH", "\(path)/\(id)", ["status": "active"])
        let deliveries = vault.deliveries(to: id)
        #expect(deliveries.map { $0["status"] } == ["failure"] && deliveries.first?["attempts"] == 0)
        #expect(deliveries.first?["last_result"] == "Event destination is inactive or deleted")
        _ = try vault.newAgent()
        #expect(vault.deliveries(to: id).map { $0["status"] } == ["pending", "failure"])
    }

    @Test("filters by status and type, and pages, newest first")
    func filters() throws {
        let id = try vault.newDestination(["events": ["agent.created", "source.created"]])
        for _ in 0..<2 {
            _ = try vault.newAgent()
            _ = try vault.newSource()
        }
        try vault.world.database.execute(
            "UPDATE event_deliveries SET status = 'success' WHERE event_type = 'agent.created' ORDER BY id LIMIT 1")
        try vault.world.database.execute(
            "UPDATE event_deliveries SET status = 'failure' WHERE event_type = 'source.created' ORDER BY id LIMIT 1")
        let found = { (query: String) in
            self.vault.deliveries(to: id, query).map { "\($0["event_type"]?.plain ?? "") \($0["status"]?.plain ?? "")" }
        }
        let all = [
            "source.created pending", "agent.created pending", "source.created failure", "agent.created success",
        ]
        #expect(found("") == all)
        #expect(found("?status=success") == [all[3]] && found("?status=failure") == [all[2]])
        #expect(found("?status=success,failure") == [all[2], all[3]])
        #expect(found("?type=agent.created") == [all[1], all[3]])
        #expect(found("?type=agent.created,source.created&status=pending,failure") == [all[0], all[1], all[2]])
        for query in ["?limit=3", "?limit=3&type=agent.created,source.created"] {
            let first = vault.send("GET", "\(path)/\(id)/event-deliveries\(query)")
            #expect(first.data.count == 3 && first["has_more"] == true)
            #expect(found("\(query)&cursor=\(try first.text("next_cursor"))") == [all[3]])
        }
        for query in ["status=canceled", "type=x", "limit=0", "cursor=x"] {
            #expect(vault.send("GET", "\(path)/\(id)/event-deliveries?\(query)").status == 400)
        }
    }
}
