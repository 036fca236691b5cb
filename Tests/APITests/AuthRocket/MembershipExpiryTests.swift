import Credentials
import JSON
import Store
import Testing

@testable import API

/// A membership is gone from the moment it expires, whether it was swept or not.
struct MembershipExpiryTests {
    let world: World
    let org, user, membership: String

    init() throws {
        world = try World()
        org = try world.newOrg("Acme")
        user = try world.newHuman("sally")
        membership = try world.newMembership(of: user, in: org, ["permissions": "a"]).text("id")
    }

    private func events() throws -> [String] {
        try world.send("GET", "/v1/events?membership_id=\(membership)").collection.map { try $0.text("event_type") }
    }

    @Test("an expired membership can be neither read nor written nor listed nor counted")
    func gone() throws {
        try world.expire(membership)
        for method in ["GET", "PUT", "DELETE"] {
            #expect(world.send(method, "/v1/memberships/\(membership)", [:]).status == 404, "\(method)")
        }
        for query in ["user_id=\(user)", "org_id=\(org)", "user_id=\(user)&org_id=\(org)"] {
            #expect(try world.memberships(query) == [], "\(query)")
        }
        let shown = world.send("GET", "/v1/users/\(user)?expand=memberships")
        #expect(shown["membership_count"] == 0 && shown["memberships"] == [])
        #expect(world.send("GET", "/v1/orgs/\(org)?expand=memberships")["memberships"] == [])
        #expect(world.send("GET", "/v1/users?org_id=\(org)").collection.isEmpty)
        #expect(try events() == ["membership.created"])
    }

    @Test("one that is yet to expire is there")
    func yetToExpire() throws {
        let soon = Timestamp.now.adding(seconds: 600)
        world.send(
            "PUT", "/v1/memberships/\(membership)", ["membership": ["expires_at": .text(soon.description)]])
        let shown = world.send("GET", "/v1/memberships/\(membership)")
        #expect(shown["expires_at"] == JSON(Int(soon.seconds)))
        for query in ["user_id=\(user)", "org_id=\(org)", "user_id=\(user)&org_id=\(org)"] {
            #expect(try world.memberships(query) == [membership])
        }
        #expect(world.send("GET", "/v1/users/\(user)")["membership_count"] == 1)
        #expect(world.newMembership(of: user, in: org).status == 422)
        var store = try world.store()
        #expect(try store.sweepExpiredMemberships(limit: 10) == 0)
    }

    @Test("a time in the past ends a membership, or makes one that has ended")
    func past() throws {
        let ended = world.send("PUT", "/v1/memberships/\(membership)", ["membership": ["expires_at": 1]])
        #expect(ended.status == 200 && ended["expires_at"] == 1)
        #expect(world.send("GET", "/v1/memberships/\(membership)").status == 404)
        let made = world.newMembership(of: user, ["expires_at": 1])
        #expect(made.status == 201)
        #expect(world.send("GET", "/v1/memberships/\(try made.text("id"))").status == 404)
    }

    @Test("another takes the place of an expired one, whose end is told", arguments: [true, false])
    func replacement(inOrg: Bool) throws {
        let place = inOrg ? org : nil
        let old = inOrg ? membership : try world.newMembership(of: user).text("id")
        try world.expire(old)
        let new = world.newMembership(of: user, in: place)
        #expect(new.status == 201)
        let events = world.send("GET", "/v1/events?event_type=membership&max_results=2").collection
        #expect(events.map { $0["event_type"] } == ["membership.created", "membership.deleted"])
        #expect(events.map { $0["membership_id"] } == [new["id"], .text(old)])
        #expect(events[1]["request"] == [:] && events[1]["user_id"] == .text(user))
        #expect(events[1]["org_id"] == place.map { .text($0) })
        #expect(world.newMembership(of: user, in: place).status == 422)
        #expect(try world.memberships("user_id=\(user)").contains(try new.text("id")))
    }

    @Test("of many that would take the place of an expired one, one does, and its end is told once")
    func race() throws {
        try world.expire(membership)
        let body: JSON = ["membership": ["user_id": .text(user), "org_id": .text(org)]]
        let statuses = try world.sendAtOnce(world.request("POST", "/v1/memberships", body), threads: 8)
        #expect(statuses.sorted() == [201] + Array(repeating: 422, count: 7))
        #expect(try events() == ["membership.deleted", "membership.created"])
    }

    @Test("an expired membership is swept once, and its end is told")
    func swept() throws {
        try world.expire(membership)
        var store = try world.store()
        #expect(try store.sweepExpiredMemberships(limit: 10) == 1)
        let event = try #require(world.send("GET", "/v1/events?membership_id=\(membership)").collection.first)
        #expect(event["event_type"] == "membership.deleted" && event["request"] == [:])
        #expect(event["user_id"] == .text(user) && event["org_id"] == .text(org))
        #expect(event["realm_id"] == .text(world.realm.description))
        #expect(try store.sweepExpiredMemberships(limit: 10) == 0)
        #expect(try events() == ["membership.deleted", "membership.created"])
    }
}
