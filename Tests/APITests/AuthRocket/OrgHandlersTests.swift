import Credentials
import Foundation
import JSON
import MariaDB
import Testing

@testable import API

struct OrgHandlersTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test("an org is shown with all that belongs to one")
    func shown() throws {
        let created = world.send(
            "POST", "/v1/orgs", ["org": ["name": "Acme", "reference": 17, "custom": ["Plan": "gold"]]])
        #expect(created.status == 201)
        let id = try created.text("id")
        let expected: JSONObject = [
            "id": .text(id), "created_at": created["created_at"] ?? nil, "custom": ["Plan": "gold"], "name": "Acme",
            "object": "org", "realm_id": .text(world.realm.description), "reference": "17", "state": "active",
        ]
        #expect(id.hasPrefix("org_") && created.object == expected)
        #expect(created["created_at"]?.plain.wholeMatch(of: /\d{10}\.\d{3}/) != nil)
        #expect(world.send("GET", "/v1/orgs/\(id)", key: world.read).object == expected)
    }

    @Test("an org needs a name and a realm")
    func required() throws {
        for body in [["org": [:]], ["org": ["name": ""]], ["org": ["name": nil]], ["org": ["name": "  "]]] as [JSON] {
            #expect(world.send("POST", "/v1/orgs", body).errors == ["name: Name can't be blank"])
        }
        let elsewhere = world.send("POST", "/v1/orgs", ["org": ["name": "x"]], headers: ["x-authrocket-realm": ""])
        #expect(elsewhere.errors == ["realm_id: Realm can't be blank"])
        #expect(
            world.send("GET", "/v1/orgs", headers: ["x-authrocket-realm": ""]).object == [
                "error": "Realm can't be blank"
            ])
    }

    @Test("names may repeat, and the realm may be named anywhere")
    func create() throws {
        let realm = try world.newRealm()
        for _ in 0..<2 { #expect(world.send("POST", "/v1/orgs", ["org": ["name": "default1"]]).status == 201) }
        let rooted = world.send("POST", "/v1/orgs", ["org": ["name": "default1", "realm_id": .text(realm)]])
        #expect(rooted["realm_id"] == .text(realm))
        let bare = world.send("POST", "/v1/orgs", ["name": "default1", "realm_id": .text(realm), "state": "inactive"])
        #expect(bare["realm_id"] == .text(realm) && bare["state"] == "inactive")
        let form = world.send("POST", "/v1/orgs", form: "org[name]=Form&org[custom][a]=1")
        #expect(form["name"] == "Form" && form["custom"] == ["a": "1"])
    }

    @Test("creating an org creates nothing else")
    func nothingElse() throws {
        let before = try world.fingerprint()
        try world.newOrg("Acme")
        let changed = try world.fingerprint().filter { $0.value != before[$0.key] }.map(\.key)
        #expect(Set(changed) == ["orgs", "events"])
    }

    @Test("an update changes what it names and nothing else")
    func update() throws {
        let target = "/v1/orgs/\(try world.newOrg("Acme", ["reference": "r"]))"
        var expected = world.send("GET", target).object
        let changes: JSONObject = [
            "custom": ["a": [1, true]], "name": "Renamed", "reference": nil, "state": "inactive",
        ]
        for (name, value) in changes {
            expected[name] = value
            #expect(world.send("PUT", target, ["org": [name: value]]).object == expected, "\(name)")
        }
        #expect(world.send("PUT", target, ["org": ["realm_id": "rl_x", "id": "org_x"]]).object == expected)
        #expect(world.send("PUT", target, ["org": ["custom": nil]])["custom"] == [:])
        for name in ["", " ", nil] as [JSON] {
            #expect(world.send("PUT", target, ["org": ["name": name]]).errors == ["name: Name can't be blank"])
        }
        expected["custom"] = [:]
        #expect(world.send("GET", target).object == expected)
    }

    @Test("a list shows custom data only when asked, and can be narrowed down and ordered")
    func list() throws {
        try world.newOrg("b", ["reference": "r1", "custom": ["a": 1]])
        try world.newOrg("a", ["reference": "R1", "state": "inactive"])
        try world.newOrg("c")
        func names(_ query: String) throws -> [String] {
            try world.send("GET", "/v1/orgs?\(query)").collection.map { try $0.text("name") }
        }
        #expect(try names("") == ["a", "b", "c"])
        #expect(try names("direction=desc") == ["c", "b", "a"])
        #expect(try names("sort=id") == ["b", "a", "c"])
        #expect(try names("sort=id&direction=desc") == ["c", "a", "b"])
        #expect(try names("sort=nonsense") == ["a", "b", "c"])
        #expect(try names("state=active") == ["b", "c"])
        #expect(try names("reference=r1") == ["b"])
        #expect(try names("reference=r1&state=inactive") == [])
        #expect(world.send("GET", "/v1/orgs?state=x").errors == ["state: State is not valid"])
        #expect(
            world.send("GET", "/v1/orgs").collection.first?.names == [
                "id", "created_at", "name", "object", "realm_id", "reference", "state",
            ])
        #expect(world.send("GET", "/v1/orgs?expand=custom").collection.map { $0["custom"] } == [[:], ["a": 1], [:]])
        #expect(world.send("GET", "/v1/orgs?realm_id=\(try world.newRealm())").object == .emptyList)
    }

    @Test("a page begins after the org already seen, in every order", arguments: ["id", "name"], ["asc", "desc"])
    func paging(sort: String, direction: String) throws {
        for name in ["b", "a", "b", "c", "b"] { try world.newOrg(name) }
        let query = "/v1/orgs?sort=\(sort)&direction=\(direction)"
        let all = world.send("GET", query).collection
        #expect(all.count == 5)
        var (seen, after): ([JSONObject], String) = ([], "")
        for remaining in [true, true, false] {
            let page = world.send("GET", "\(query)&max_results=2&after=\(after)")
            #expect(page["more_results"] == .bool(remaining))
            seen += page.collection
            after = try #require(seen.last).text("id")
        }
        #expect(seen == all)
        #expect(world.send("GET", "\(query)&after=nonsense").status == 404)
    }

    @Test("a page may hold a thousand")
    func longPages() throws {
        try world.execute(
            """
            INSERT INTO orgs (id, realm_id, state, name, custom)
            SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(world.realm), 'active', LPAD(seq, 4, '0'), '{}' FROM seq_1_to_1001
            """)
        #expect(world.send("GET", "/v1/orgs").collection.count == 100)
        let longest = world.send("GET", "/v1/orgs?max_results=5000")
        #expect(longest.collection.count == 1000 && longest["more_results"] == true)
    }

    @Test("a deleted org is gone with its memberships; its users stay")
    func deletion() throws {
        let (org, other, user) = (try world.newOrg("Acme"), try world.newOrg("Other"), try world.newRobot())
        let membership = try world.newMembership(of: user, in: org).text("id")
        let kept = try world.newMembership(of: user, in: other).text("id")
        #expect(world.send("DELETE", "/v1/orgs/\(org)").status == 204)
        for path in ["orgs/\(org)", "memberships/\(membership)", "memberships?org_id=\(org)", "users?org_id=\(org)"] {
            #expect(world.send("GET", "/v1/\(path)").status == 404, "\(path)")
        }
        #expect(world.send("GET", "/v1/orgs").collection.count == 1)
        #expect(try world.memberships("user_id=\(user)") == [kept])
        #expect(world.send("DELETE", "/v1/orgs/\(org)").status == 404)
    }

    @Test("an org's making is told once, each change once and the end once, with what the app said")
    func events() throws {
        let created = world.send("POST", "/v1/orgs", ["org": ["name": "Acme"], "request": ["ip": "192.0.2.7"]])
        let org = try created.text("id")
        world.send("PUT", "/v1/orgs/\(org)", ["org": ["name": "Renamed", "request": ["ip": "192.0.2.8"]]])
        #expect(world.send("PUT", "/v1/orgs/\(org)", ["org": ["state": "nonsense"]]).status == 422)
        world.send("DELETE", "/v1/orgs/\(org)", ["request": ["ip": "192.0.2.9"]])
        let events = world.send("GET", "/v1/events?org_id=\(org)").collection
        #expect(events.map { $0["event_type"] } == ["org.deleted", "org.updated", "org.created"])
        #expect(
            events.map { $0["request"] } == [["ip": "192.0.2.9"], ["ip": "192.0.2.8"], ["ip": "192.0.2.7"]])
        #expect(events.allSatisfy { $0["realm_id"] == .text(world.realm.description) && $0["user_id"] == nil })
    }

    @Test("what the caller cannot see is not found")
    func visibility() throws {
        let realm = try world.newRealm()
        let org = try world.newOrg("Acme", ["realm_id": .text(realm)])
        for method in ["GET", "PUT", "DELETE"] {
            for key in [world.locked, world.stranger] {
                #expect(world.send(method, "/v1/orgs/\(org)", [:], key: key).status == 404)
            }
        }
        for path in [world.account.description, "org_x", "acme", OrgID(number: 5).description, world.realm.description]
        {
            #expect(world.send("GET", "/v1/orgs/\(path)").status == 404, "\(path)")
        }
        #expect(world.send("GET", "/v1/orgs/\(org)").status == 200)
        let foreign = world.send("GET", "/v1/orgs?after=\(org)")
        #expect(foreign.status == 404)
        #expect(world.send("POST", "/v1/orgs", ["org": ["name": "x"]], key: world.read).status == 403)
    }

    @Test("an org shows its memberships with their users when asked")
    func expandedMemberships() throws {
        let org = try world.newOrg("Acme")
        let (sally, robot) = (try world.newHuman("sally"), try world.newRobot())
        let first = world.newMembership(of: robot, in: org, ["permissions": ["one"]])
        let second = world.newMembership(of: sally, in: org)
        world.newMembership(of: sally, in: try world.newOrg("Other"))
        world.newMembership(of: sally)
        let shown = world.send("GET", "/v1/orgs/\(org)?expand=memberships")
        let users = world.send("GET", "/v1/users?sort=id").collection
        let expected: [JSON] = try [first, second].map { answer in
            let user = try #require(users.first { $0["id"] == answer["user_id"] })
            return .object(answer.object.with("user", .object(user)))
        }
        #expect(shown["memberships"] == .array(expected))
        #expect(shown["custom"] == [:])
        #expect(world.send("GET", "/v1/orgs/\(org)")["memberships"] == nil)
        let custom = world.send("GET", "/v1/orgs/\(org)?expand=memberships,custom").bodyText
        #expect(custom.contains(#""user":{"id":"\#(robot)""#) && custom.components(separatedBy: "custom").count == 6)
    }
}
