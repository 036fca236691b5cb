import Credentials
import JSON
import Testing

@testable import API

struct MembershipHandlersTests {
    let world: World
    let org, user: String

    init() throws {
        world = try World()
        org = try world.newOrg("Acme", ["custom": ["Plan": "gold"], "reference": "r"])
        user = try world.newHuman("sally")
    }

    @Test("a membership is shown with all that belongs to one")
    func shown() throws {
        let created = world.newMembership(
            of: user, in: org,
            ["permissions": ["one", "Two"], "expires_at": JSON(double: "4102444800.75"), "custom": ["a": [1]]])
        #expect(created.status == 201)
        let id = try created.text("id")
        let expected: JSONObject = [
            "id": .text(id), "custom": ["a": [1]], "expires_at": 4_102_444_800, "object": "membership",
            "org_id": .text(org), "permissions": ["one", "Two"], "user_id": .text(user),
        ]
        #expect(id.hasPrefix("mb_") && created.object == expected)
        #expect(world.send("GET", "/v1/memberships/\(id)", key: world.read).object == expected)
    }

    @Test("a membership needs nothing but its user")
    func defaults() throws {
        let created = world.newMembership(of: user)
        let expected: JSONObject = [
            "id": created["id"] ?? nil, "custom": [:], "expires_at": nil, "object": "membership", "org_id": nil,
            "permissions": [], "user_id": .text(user),
        ]
        #expect(created.status == 201 && created.object == expected)
        let blank = world.newMembership(
            of: try world.newRobot(), in: "", ["permissions": "", "expires_at": "", "custom": nil])
        #expect(blank.status == 201 && blank["org_id"] == .null && blank["permissions"] == [])
        #expect(world.send("POST", "/v1/memberships", [:]).errors == ["user_id: User can't be blank"])
        for value in [nil, ""] as [JSON] {
            let answer = world.send("POST", "/v1/memberships", ["membership": ["user_id": value, "permissions": 5]])
            #expect(answer.errors == ["user_id: User can't be blank"])
        }
        #expect(
            world.send("POST", "/v1/memberships", ["membership": ["user_id": 5]]).errors == [
                "user_id: User is not valid"
            ])
    }

    @Test("user and org may stand beside the root, or without one, in a form too")
    func roots() throws {
        let beside = world.send(
            "POST", "/v1/memberships",
            ["membership": ["permissions": "one"], "user_id": .text(user), "org_id": .text(org)])
        #expect(beside["org_id"] == .text(org) && beside["permissions"] == ["one"])
        #expect(world.send("POST", "/v1/memberships", ["user_id": .text(user)])["org_id"] == .null)
        let robot = try world.newRobot()
        let form = world.send(
            "POST", "/v1/memberships",
            form: "membership[user_id]=\(robot)&membership[permissions][]=a&membership[permissions][]=b")
        #expect(form["permissions"] == ["a", "b"])
        let indexed = world.send(
            "PUT", "/v1/memberships/\(try form.text("id"))",
            form: "membership[permissions][0]=c&membership[permissions][1]=d&membership[expires_at]=4102444800")
        #expect(indexed["permissions"] == ["c", "d"] && indexed["expires_at"] == 4_102_444_800)
        let none = world.send(
            "PUT", "/v1/memberships/\(try form.text("id"))",
            form: "membership[permissions][]=&membership[expires_at]=&membership[org_id]=")
        #expect(none["permissions"] == [] && none["expires_at"] == .null && none.status == 200)
    }

    @Test("permissions come as one text or as many, and go out as many, each once, in the case given")
    func permissions() throws {
        let id = try world.newMembership(of: user).text("id")
        let texts: [(JSON, JSON)] = [
            ("one", ["one"]), ("one,two", ["one", "two"]), (" one  two\n,three ", ["one", "two", "three"]),
            (["b", "a", "b", "B"], ["b", "a", "B"]), ("a b a", ["a", "b"]), (["", "a"], ["a"]), ("", []), (nil, []),
            ([], []), ("widget:* ar:owner a.b-c_d;e", ["widget:*", "ar:owner", "a.b-c_d;e"]),
        ]
        for (given, kept) in texts {
            let answer = world.send("PUT", "/v1/memberships/\(id)", ["membership": ["permissions": given]])
            #expect(answer["permissions"] == kept, "\(given)")
            #expect(world.send("GET", "/v1/memberships/\(id)")["permissions"] == kept, "\(given)")
        }
        for bad in [5, ["a b"], [5], [nil], "a/b", ["x": "y"]] as [JSON] {
            let answer = world.send("PUT", "/v1/memberships/\(id)", ["membership": ["permissions": bad]])
            #expect(answer.errors == ["permissions: Permissions is not valid"], "\(bad)")
        }
        let many = JSON.array((0...2000).map { .text("p\($0)") })
        #expect(
            world.send("PUT", "/v1/memberships/\(id)", ["membership": ["permissions": many]]).errors == [
                "permissions: Permissions is too long (maximum is 2000 permissions)"
            ])
    }

    @Test("as many and as long permissions as there may be are kept")
    func longestPermissions() throws {
        let words = (0..<2000).map { String(repeating: "x", count: 58) + String($0 + 1000) }
        let created = world.newMembership(of: user, in: org, ["permissions": .text(words.joined(separator: " "))])
        #expect(created.status == 201)
        #expect(
            world.send("GET", "/v1/memberships/\(try created.text("id"))")["permissions"]
                == .array(words.map { .text($0) }))
    }

    @Test("an update changes what it names, and neither user nor org")
    func update() throws {
        let other = try world.newOrg("Other")
        let target = "/v1/memberships/\(try world.newMembership(of: user, in: org, ["permissions": "a"]).text("id"))"
        var expected = world.send("GET", target).object
        let changes: JSONObject = ["custom": ["a": 1], "expires_at": 4_102_444_800, "permissions": ["b"]]
        for (name, value) in changes {
            expected[name] = value
            #expect(world.send("PUT", target, ["membership": [name: value]]).object == expected, "\(name)")
        }
        let same: JSON = ["membership": ["id": "mb_x", "org_id": .text(org)], "user_id": .text(user)]
        #expect(world.send("PUT", target, same).object == expected)
        for (name, value) in [
            ("user_id", .text(try world.newRobot())), ("user_id", nil), ("user_id", "nonsense"),
            ("org_id", .text(other)), ("org_id", nil), ("org_id", ""), ("org_id", .text(user)),
        ] as [(String, JSON)] {
            let answer = world.send("PUT", target, ["membership": [name: value, "permissions": "c"]])
            #expect(answer.errors == ["\(name): \(humanized(name)) can't be changed"], "\(name) \(value)")
        }
        #expect(world.send("PUT", target, ["membership": ["org_id": 5]]).errors == ["org_id: Org is not valid"])
        #expect(world.send("GET", target).object == expected)
        let without = "/v1/memberships/\(try world.newMembership(of: user).text("id"))"
        #expect(world.send("PUT", without, ["membership": ["org_id": nil]]).status == 200)
        #expect(
            world.send("PUT", without, ["membership": ["org_id": .text(org)]]).errors == [
                "org_id: Org can't be changed"
            ])
    }

    @Test("a user has one membership in each org and one without")
    func uniqueness() throws {
        let other = try world.newOrg("Other")
        let taken = ["user_id: User has already been taken"]
        for org in [org, other, nil] {
            #expect(world.newMembership(of: user, in: org).status == 201)
            #expect(world.newMembership(of: user, in: org, ["permissions": "x"]).errors == taken)
        }
        let robot = try world.newRobot()
        for org in [org, nil] { #expect(world.newMembership(of: robot, in: org).status == 201) }
        #expect(try world.memberships("user_id=\(user)").count == 3)
    }

    @Test("what a membership refers to must be there, in one realm, and be the caller's")
    func references() throws {
        let realm = try world.newRealm()
        let foreign = try world.newOrg("Foreign", ["realm_id": .text(realm)])
        let before = try world.fingerprint()
        for org in [foreign, "nonsense", OrgID(number: 5).description, world.account.description, user] {
            #expect(world.newMembership(of: user, in: org).status == 404, "\(org)")
        }
        for user in ["nonsense", "sally", UserID(number: 5).description, org] {
            #expect(world.newMembership(of: user).status == 404, "\(user)")
        }
        for key in [world.stranger, world.locked] {
            let body: JSON = ["membership": ["user_id": .text(user)]]
            #expect(world.send("POST", "/v1/memberships", body, key: key).status == 404)
        }
        #expect(try world.fingerprint() == before)
    }

    @Test("what the caller cannot see is not found")
    func visibility() throws {
        let id = try world.newMembership(of: user, in: org).text("id")
        for key in [world.locked, world.stranger] {
            for method in ["GET", "PUT", "DELETE"] {
                #expect(world.send(method, "/v1/memberships/\(id)", [:], key: key).status == 404)
            }
            for query in ["user_id=\(user)", "org_id=\(org)", "user_id=\(user)&org_id=\(org)"] {
                #expect(world.send("GET", "/v1/memberships?\(query)", key: key).status == 404, "\(query)")
            }
        }
        for path in ["mb_x", "x", MembershipID(number: 5).description, user] {
            #expect(world.send("GET", "/v1/memberships/\(path)").status == 404)
        }
        #expect(world.send("DELETE", "/v1/memberships/\(id)", key: world.read).status == 403)
        #expect(world.send("GET", "/v1/memberships/\(id)", key: world.read).status == 200)
    }

    @Test("a membership's making is told once, each change once and the end once")
    func events() throws {
        let created = world.send(
            "POST", "/v1/memberships",
            [
                "membership": ["user_id": .text(user), "org_id": .text(org)], "request": ["ip": "192.0.2.7"],
            ])
        let id = try created.text("id")
        world.send("PUT", "/v1/memberships/\(id)", ["membership": ["permissions": "x"]])
        #expect(world.send("PUT", "/v1/memberships/\(id)", ["membership": ["permissions": 5]]).status == 422)
        #expect(world.newMembership(of: user, in: org).status == 422)
        #expect(world.send("DELETE", "/v1/memberships/\(id)", ["request": ["ip": "192.0.2.9"]]).status == 204)
        #expect(world.send("DELETE", "/v1/memberships/\(id)").status == 404)
        let events = world.send("GET", "/v1/events?membership_id=\(id)").collection
        #expect(events.map { $0["event_type"] } == ["membership.deleted", "membership.updated", "membership.created"])
        #expect(events.map { $0["request"] } == [["ip": "192.0.2.9"], [:], ["ip": "192.0.2.7"]])
        for event in events {
            #expect(event["user_id"] == .text(user) && event["org_id"] == .text(org))
            #expect(event["realm_id"] == .text(world.realm.description))
        }
        let without = try world.newMembership(of: user).text("id")
        #expect(world.send("GET", "/v1/events?membership_id=\(without)").collection.first?["org_id"] == nil)
        #expect(world.send("GET", "/v1/events?user_id=\(user)&event_type=membership").collection.count == 4)
    }

    @Test("a deleted user's memberships go with them")
    func deletedUser() throws {
        let ids = try [org, nil].map { try world.newMembership(of: user, in: $0).text("id") }
        world.send("DELETE", "/v1/users/\(user)")
        for id in ids { #expect(world.send("GET", "/v1/memberships/\(id)").status == 404) }
        #expect(try world.memberships("org_id=\(org)") == [])
        #expect(world.send("GET", "/v1/memberships?user_id=\(user)").status == 404)
    }

    @Test("a realm's reset takes orgs and memberships")
    func reset() throws {
        let id = try world.newMembership(of: user, in: org).text("id")
        #expect(world.send("POST", "/v1/realms/\(world.realm)/reset").status == 200)
        #expect(world.send("GET", "/v1/orgs").collection.isEmpty)
        for path in ["orgs/\(org)", "memberships/\(id)"] { #expect(world.send("GET", "/v1/\(path)").status == 404) }
    }

    @Test("of a membership made by many at once there is one", arguments: [true, false])
    func race(inOrg: Bool) throws {
        var membership: JSONObject = ["user_id": .text(user)]
        if inOrg { membership["org_id"] = .text(org) }
        let request = world.request("POST", "/v1/memberships", ["membership": .object(membership)])
        let statuses = try world.sendAtOnce(request, threads: 8)
        #expect(statuses.sorted() == [201] + Array(repeating: 422, count: 7))
        #expect(try world.memberships("user_id=\(user)").count == 1)
        #expect(world.send("GET", "/v1/events?event_type=membership").collection.count == 1)
    }
}
