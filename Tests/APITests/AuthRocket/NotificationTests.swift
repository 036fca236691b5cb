import Credentials
import JSON
import MariaDB
import Store
import Testing

@Suite("Notifications")
struct NotificationTests {
    let world: World

    init() throws {
        world = try World()
    }

    private func pending() throws -> Int {
        let counts: [Int] = try world.column(
            "count", "SELECT COUNT(*) AS count FROM notifications WHERE state = 'in_progress'")
        return counts[0]
    }

    @Test("an event is for the active hooks of its realm and of all realms that want its type")
    func matching() throws {
        let other = try world.newRealm()
        let here = try world.newHook().text("id")
        let everywhere = try world.newHook(["event_type": ["user.created", "realm.created"]], headers: World.anywhere)
            .text("id")
        _ = world.newHook(["state": "inactive"])
        _ = world.newHook(["event_type": ["user.updated", "user.login.succeeded"]])
        _ = world.newHook(["realm_id": .text(other)])
        _ = world.newHook(key: world.stranger, headers: World.anywhere)
        let user = try world.newRobot()
        #expect(try world.told(of: "user.created") == [here, everywhere])
        #expect(try world.told(of: "realm.created") == [])
        world.send("DELETE", "/v1/users/\(user)")
        #expect(try world.told(of: "user.deleted") == [here])
        _ = try world.newRealm()
        #expect(try world.told(of: "realm.created") == [everywhere])
    }

    @Test("a notification begins in progress, due after the hook's delay")
    func shape() throws {
        let id = try world.newHook(["delay": 3600]).text("id")
        _ = try world.newRobot()
        let event = try #require(world.send("GET", "/v1/events?event_type=user.created").collection.first)
        let shown = try #require(try world.notifications(of: try event.text("id")).first)
        #expect(
            shown == [
                "id": .text(try shown.text("id")), "app_hook_id": .text(id), "attempts": 0, "hook_type": "webhook",
                "last_attempt_at": nil, "last_destination": nil, "last_result": nil, "object": "notification",
                "state": "in_progress",
            ])
        #expect(try shown.text("id").hasPrefix("ent_"))
        let due: [Timestamp] = try world.column(
            "next_attempt_at",
            "SELECT next_attempt_at FROM notifications WHERE event_id = \(try #require(EventID(try event.text("id"))))")
        #expect(due == [try #require(EventID(try event.text("id"))).createdAt.adding(seconds: 3600)])
    }

    @Test("lists show notifications when they are asked to, each with its event")
    func lists() throws {
        let hook = try world.newHook(["event_type": ["user.created"]]).text("id")
        _ = try (world.newRobot(), world.newRobot())
        let plain = world.send("GET", "/v1/events").collection
        #expect(plain.allSatisfy { $0["notifications"] == nil })
        for event in world.send("GET", "/v1/events?expand=notifications").collection {
            guard case .array(let items)? = event["notifications"] else { throw WrongType() }
            #expect(items.count == (event["event_type"] == "user.created" ? 1 : 0))
            #expect(try .array(world.notifications(of: event.text("id")).map(JSON.object)) == event["notifications"])
            for case .object(let item) in items { #expect(item["app_hook_id"] == .text(hook)) }
        }
    }

    @Test("what is not done is not told of")
    func rollback() throws {
        _ = world.newHook(headers: World.anywhere)
        _ = try world.newHuman("sally")
        let before = try pending()
        let user: JSON = [
            "user_type": "human", "username": "sally", "email": "x@example.com", "password": "correct horse",
        ]
        #expect(world.send("POST", "/v1/users", ["user": user]).status == 422)
        #expect(try pending() == before)
    }

    @Test("a deleted hook is told of nothing any more")
    func deletion() throws {
        let (id, other) = (try world.newHook().text("id"), try world.newHook().text("id"))
        for _ in 0..<3 { _ = try world.newRobot() }
        #expect(try pending() == 9)
        world.send("DELETE", "/v1/app_hooks/\(id)")
        #expect(try world.told(of: "app_hook.deleted") == [other])
        #expect(try pending() == 5)
        let event = try #require(world.send("GET", "/v1/events?event_type=user.created").collection.first)
        let states = try world.notifications(of: try event.text("id")).map { $0["state"] }
        #expect(states == ["canceled", "in_progress"])
        var store = try world.store()
        let later = Timestamp.now.adding(seconds: 60)
        for _ in 0..<5 {
            let claim = try store.claimNotification(at: later, leaseUntil: later.adding(seconds: 60), passingOver: [])
            #expect(claim?.receiver.description == other)
        }
    }

    @Test("a deleted realm takes its hooks along, and its end is told to those of all realms")
    func deletedRealm() throws {
        let realm = try world.newRealm()
        let doomed = try world.newHook(["realm_id": .text(realm)]).text("id")
        let everywhere = try world.newHook(["realm_id": nil]).text("id")
        world.send("DELETE", "/v1/realms/\(realm)")
        #expect(world.hook(doomed).status == 404 && world.hook(everywhere).status == 200)
        #expect(try world.told(of: "realm.deleted") == [everywhere])
        #expect(world.newHook(["realm_id": .text(realm)]).status == 404)
    }

    @Test("a realm that is reset keeps its hooks, which are told")
    func reset() throws {
        let id = try world.newHook().text("id")
        world.send("POST", "/v1/realms/\(world.realm)/reset")
        #expect(world.hook(id).status == 200)
        #expect(try world.told(of: "realm.updated") == [id])
    }

    @Test("what became of an attempt is shown, without user and password of the URL")
    func attempts() throws {
        _ = world.newHook(["destination": "https://sally:hunter2@example.com/x", "event_type": ["user.created"]])
        _ = try world.newRobot()
        let event = try #require(world.send("GET", "/v1/events?event_type=user.created").collection.first).text("id")
        var store = try world.store()
        let now = Timestamp.now
        let claim = try #require(try store.claimNotification(at: now, leaseUntil: now, passingOver: []))
        var shown = try #require(try world.notifications(of: event).first)
        #expect(shown["attempts"] == 1 && shown["last_attempt_at"] != .null && shown["last_result"] == .null)
        let sent = DeliveryReport.Sent(account: world.account, destination: "https://example.com/planted-path")
        try store.settle(claim, DeliveryReport(.failed, result: "HTTP 500", sent: sent))
        shown = try #require(try world.notifications(of: event).first)
        #expect(shown["state"] == "failed" && shown["last_result"] == "HTTP 500")
        #expect(shown["last_destination"] == "https://example.com/planted-path")
        #expect(!Traces(of: "planted-path").occur(in: try world.dump()))
        try store.settle(claim, DeliveryReport(.completed, result: "HTTP 200"))
        #expect(try world.notifications(of: event) == [shown], "what is settled stays so")
    }

    @Test("a key that is locked to a realm does not see how others are told of its events")
    func lockedKey() throws {
        let own = try world.newHook(key: world.locked, headers: World.anywhere).text("id")
        _ = world.newHook(headers: World.anywhere)
        world.send("POST", "/v1/users", ["user": ["user_type": "api"]], key: world.locked, headers: World.anywhere)
        let events = world.send(
            "GET", "/v1/events?event_type=user.created&expand=notifications", key: world.locked, headers: World.anywhere
        )
        let event = try #require(events.collection.first)
        let seen = try world.notifications(of: try event.text("id"), key: world.locked)
        #expect(try seen.map { try $0.text("app_hook_id") } == [own])
        #expect(event["notifications"] == .array(seen.map(JSON.object)))
        #expect(try world.notifications(of: try event.text("id")).count == 2)
    }
}
