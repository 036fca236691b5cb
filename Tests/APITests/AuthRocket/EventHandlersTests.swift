import Credentials
import JSON
import TestDatabase
import Testing

@testable import API

struct EventHandlersTests {
    private static let anywhere = ["x-authrocket-realm": ""]

    let world: World

    init() throws {
        world = try World()
    }

    @Test("an event tells what happened to what, when, and what the app said")
    func get() throws {
        let before = Timestamp.now
        let robot = world.send(
            "POST", "/v1/users",
            ["user": ["user_type": "api"], "request": ["ip": "192.0.2.7", "client": "Firefox/38.0"]])
        let listed = try #require(world.send("GET", "/v1/events").collection.first)
        let id = try listed.text("id")
        var expected: JSONObject = [
            "id": .text(id), "event_at": listed["event_at"] ?? nil, "event_type": "user.created", "object": "event",
            "realm_id": .text(world.realm.description), "request": ["ip": "192.0.2.7", "client": "Firefox/38.0"],
            "user_id": robot["id"] ?? nil,
        ]
        #expect(listed == expected)
        #expect(id.hasPrefix("ev_") && listed["event_at"]?.plain.wholeMatch(of: /\d{10}\.\d{3}/) != nil)
        let time = try #require(listed["event_at"].flatMap(Timestamp.init(json:)))
        #expect((before.adding(seconds: -1)...Timestamp.now.adding(seconds: 1)).contains(time))
        let got = world.send("GET", "/v1/events/\(id)")
        #expect(got["notifications"] == [])
        expected["notifications"] = []
        #expect(got.object.names.sorted() == expected.names.sorted())
        #expect(
            world.send("GET", "/v1/events?expand=notifications").collection.allSatisfy { $0["notifications"] == [] })
    }

    @Test("an event without a note has an empty one")
    func withoutNote() throws {
        _ = try world.newRobot()
        #expect(world.send("GET", "/v1/events").collection.first?["request"] == [:])
    }

    @Test("events are listed newest first, or in the order of time")
    func direction() throws {
        let user = try world.newRobot()
        for _ in 0..<3 { world.send("PUT", "/v1/users/\(user)") }
        let down = world.send("GET", "/v1/events").collection
        #expect(down.first?["event_type"] == "user.updated" && down.last?["event_type"] == "realm.created")
        #expect(world.send("GET", "/v1/events?direction=asc").collection == down.reversed())
        #expect(world.send("GET", "/v1/events?sort=nonsense&direction=nonsense").collection == down)
    }

    @Test("events are narrowed down to a user, a provider and a realm")
    func objects() throws {
        let (user, other) = (try world.newRobot(), try world.newRobot())
        let provider = try world.newProvider("totp")
        func list(_ query: String) -> [JSONObject] {
            world.send("GET", "/v1/events?\(query)", headers: Self.anywhere).collection
        }
        #expect(
            list("user_id=\(user)").allSatisfy { $0["user_id"] == .text(user) } && list("user_id=\(user)").count == 1)
        #expect(list("user_id=\(user)").first?["id"] != list("user_id=\(other)").first?["id"])
        #expect(list("auth_provider_id=\(provider)").map { $0["event_type"] } == ["auth_provider.created"])
        #expect(list("realm_id=\(world.realm)").count == 4)
        #expect(list("").count == 5)
        #expect(list("user_id=\(user)&auth_provider_id=\(provider)").isEmpty)
        for query in ["user_id=nonsense", "auth_provider_id=\(user)", "realm_id=x", "realm_id=\(RealmID(number: 5))"] {
            #expect(world.send("GET", "/v1/events?\(query)", headers: Self.anywhere).status == 404, "\(query)")
        }
    }

    @Test("types are given in full or by their beginning, one or several")
    func types() throws {
        let user = try world.newRobot()
        world.send("PUT", "/v1/users/\(user)")
        world.send("DELETE", "/v1/users/\(user)")
        try world.newProvider("totp")
        func types(_ query: String) throws -> [String] {
            try world.send("GET", "/v1/events?direction=asc&\(query)").collection.map { try $0.text("event_type") }
        }
        let users = ["user.created", "user.updated", "user.deleted"]
        #expect(try types("event_type=user.updated") == ["user.updated"])
        #expect(try types("event_type=user") == users)
        #expect(try types("event_type=user.") == users)
        #expect(try types("event_type[]=user&event_type[]=realm") == ["realm.created"] + users)
        #expect(try types("event_type=user.created,auth_provider") == ["user.created", "auth_provider.created"])
        #expect(try types("event_type=ser") == [])
        #expect(try types("event_type=User") == [])
        #expect(try types("event_type=%25") == [])
        #expect(try types("event_type=user_") == [])
        #expect(try types("event_type=").count == 5)
    }

    @Test("a time to begin at is a number, a text of one, or ISO 8601", arguments: [4_102_444_800, 946_684_800])
    func since(time: Int) throws {
        let expected = time > 4_000_000_000 ? 0 : 1
        let iso = Timestamp(seconds: time).description
        for text in ["\(time)", "\(time).5", iso] {
            let answer = world.send("GET", "/v1/events?created_at_after=\(text.replacing("+", with: "%2B"))")
            #expect(answer.status == 200 && answer.collection.count == expected, "\(text)")
        }
        let body = world.send("GET", "/v1/events", ["created_at_after": JSON(integerLiteral: time)])
        #expect(body.collection.count == expected)
    }

    @Test("an event of the very time is listed")
    func boundary() throws {
        let event = try #require(world.send("GET", "/v1/events").collection.first)
        let time = try #require(EventID(event.text("id"))).createdAt
        let seconds = { (time: Timestamp) in
            let fraction = String(time.microseconds % 1_000_000 + 1_000_000).dropFirst()
            return "\(time.microseconds / 1_000_000).\(fraction)"
        }
        #expect(world.send("GET", "/v1/events?created_at_after=\(seconds(time))").collection.count == 1)
        let later = Timestamp(microseconds: time.microseconds + 1000)
        #expect(world.send("GET", "/v1/events?created_at_after=\(seconds(later))").collection.isEmpty)
    }

    @Test("a time that is none is refused", arguments: ["tomorrow", "1e300", "-1e15", "2026-13-01T00:00:00Z", "nan"])
    func badTime(text: String) {
        let answer = world.send("GET", "/v1/events?created_at_after=\(text)")
        #expect(answer.errors == ["created_at_after: Created at after is not valid"])
    }

    @Test("times before all events are taken", arguments: ["0", "-62135596800", "0001-01-01T00:00:00Z", "-1"])
    func ancient(text: String) {
        #expect(world.send("GET", "/v1/events?created_at_after=\(text)").collection.count == 1)
    }

    @Test("without a time the last 30 days are listed, with an empty one all")
    func defaultTime() throws {
        for days in [29, 31] {
            let old = EventID.lowest(at: .now.adding(seconds: -days * 86_400))
            try world.database.execute("UPDATE events SET id = \(old.hex) WHERE realm_id = \(world.realm.hex)")
            let count = days < 30 ? 1 : 0
            #expect(world.send("GET", "/v1/events").collection.count == count)
            #expect(world.send("GET", "/v1/events?created_at_after=").collection.count == 1)
            #expect(world.send("GET", "/v1/events", ["created_at_after": nil]).collection.count == 1)
        }
    }

    @Test("a realm's events go with it, but for its end, which stays with the account")
    func deletedRealm() throws {
        let realm = try world.send("POST", "/v1/realms", ["realm": ["name": "Doomed"]]).text("id")
        world.send("DELETE", "/v1/realms/\(realm)")
        let events = world.send("GET", "/v1/events", headers: Self.anywhere).collection.filter {
            $0["realm_id"] == .text(realm)
        }
        #expect(events.map { $0["event_type"] } == ["realm.deleted"])
        let id = try #require(events.first).text("id")
        #expect(world.send("GET", "/v1/events/\(id)").status == 200)
        #expect(world.send("GET", "/v1/events/\(id)", key: world.stranger).status == 404)
        #expect(world.send("GET", "/v1/events/\(id)", key: world.locked).status == 404)
        #expect(world.send("GET", "/v1/events").collection.allSatisfy { $0["realm_id"] != .text(realm) })
    }

    @Test("nobody sees events of other accounts or realms")
    func strangers() throws {
        let user = try world.newRobot()
        #expect(world.send("GET", "/v1/events", key: world.stranger, headers: Self.anywhere).collection.isEmpty)
        #expect(
            world.send("GET", "/v1/events?user_id=\(user)", key: world.stranger, headers: Self.anywhere).collection
                .isEmpty)
        let locked = world.send("GET", "/v1/events", key: world.locked, headers: Self.anywhere).collection
        #expect(locked.map { $0["event_type"] } == ["realm.created"])
        #expect(locked.allSatisfy { $0["realm_id"] != .text(world.realm.description) })
    }

    @Test("a page begins after the event already seen")
    func paging() throws {
        for _ in 0..<4 { _ = try world.newRobot() }
        let all = world.send("GET", "/v1/events").collection
        let first = world.send("GET", "/v1/events?max_results=3")
        #expect(first.collection == Array(all.prefix(3)) && first["more_results"] == true)
        let after = try #require(first.collection.last).text("id")
        let rest = world.send("GET", "/v1/events?max_results=3&after=\(after)")
        #expect(rest.collection == Array(all.dropFirst(3)) && rest["more_results"] == false)
    }

    @Test("an event cannot be made, changed or deleted", arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func readOnly(method: String) throws {
        let id = try #require(world.send("GET", "/v1/events").collection.first).text("id")
        #expect(world.send(method, "/v1/events/\(id)", [:]).status == 405)
        #expect(world.send(method, "/v1/events", [:]).status == 405)
    }
}

extension Identifier {
    /// The number as SQL writes it.
    fileprivate var hex: String {
        let digits = String(number, radix: 16)
        return "X'\(String(repeating: "0", count: 32 - digits.count))\(digits)'"
    }
}
