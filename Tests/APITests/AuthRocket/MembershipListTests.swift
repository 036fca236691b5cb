import Credentials
import JSON
import MariaDB
import Store
import Testing

@testable import API

/// Lists of memberships, and memberships where users and orgs are shown.
struct MembershipListTests {
    let world: World
    let acme, other, sally, robot: String

    init() throws {
        world = try World()
        acme = try world.newOrg("Acme", ["custom": ["Plan": "gold"], "reference": "r"])
        other = try world.newOrg("Other")
        sally = try world.newHuman("sally")
        robot = try world.newRobot()
    }

    private func list(_ query: String) -> [JSONObject] {
        world.send("GET", "/v1/memberships?\(query)", key: world.read).collection
    }

    @Test("a user's memberships come with their orgs, an org's with their users, and one of both with neither")
    func embedded() throws {
        let first = world.newMembership(of: sally, in: acme, ["custom": ["a": 1]]).object
        let second = world.newMembership(of: sally).object
        let third = world.newMembership(of: robot, in: acme).object
        var org = world.send("GET", "/v1/orgs/\(acme)").object
        org["custom"] = nil
        let users = world.send("GET", "/v1/users?sort=id").collection
        #expect(list("user_id=\(sally)") == [first.with("org", .object(org)), second.with("org", .null)])
        #expect(
            list("org_id=\(acme)") == [first.with("user", .object(users[0])), third.with("user", .object(users[1]))])
        #expect(list("user_id=\(sally)&org_id=\(acme)") == [first])
        #expect(list("user_id=\(sally)&org_id=\(other)").isEmpty)
        #expect(list("user_id=\(sally)&expand=custom").first?["org"]?.objectOrEmptyList?["custom"] == ["Plan": "gold"])
        #expect(list("org_id=\(acme)&expand=custom").first?["user"]?.objectOrEmptyList?["custom"] == [:])
    }

    @Test("a list needs a user or an org that the caller can see")
    func required() throws {
        for query in ["", "user_id=", "org_id=&user_id="] {
            let answer = world.send("GET", "/v1/memberships?\(query)")
            #expect(answer.errors == ["user_id: User or org can't be blank"])
        }
        let foreign = try world.newOrg("Foreign", ["realm_id": .text(try world.newRealm())])
        for query in [
            "user_id=sally", "user_id=\(UserID(number: 5))", "org_id=x", "org_id=\(OrgID(number: 5))",
            "user_id=\(sally)&org_id=\(foreign)", "user_id=\(sally)&after=x",
        ] { #expect(world.send("GET", "/v1/memberships?\(query)").status == 404, "\(query)") }
        #expect(world.send("GET", "/v1/memberships", ["user_id": 5]).errors == ["user_id: User is not valid"])
        #expect(
            world.send("GET", "/v1/memberships?user_id=\(sally)", headers: ["x-authrocket-realm": ""]).status == 200)
    }

    @Test("a page begins after the membership already seen", arguments: ["asc", "desc"])
    func paging(direction: String) throws {
        for number in 0..<4 { world.newMembership(of: sally, in: try world.newOrg("\(number)")) }
        world.newMembership(of: sally)
        for user in try (0..<4).map({ _ in try world.newRobot() }) + [robot] { world.newMembership(of: user, in: acme) }
        for owner in ["user_id=\(sally)", "org_id=\(acme)"] {
            let query = "\(owner)&direction=\(direction)&sort=id"
            let all = list(query)
            #expect(all.count == 5)
            let ids = try all.map { try $0.text("id") }
            #expect(ids == (direction == "asc" ? ids.sorted() : ids.sorted().reversed()))
            var (seen, after): ([JSONObject], String) = ([], "")
            for remaining in [true, true, false] {
                let page = world.send("GET", "/v1/memberships?\(query)&max_results=2&after=\(after)")
                #expect(page["more_results"] == .bool(remaining))
                seen += page.collection
                after = try #require(seen.last).text("id")
            }
            #expect(seen == all)
        }
    }

    @Test("a user shows how many memberships there are, and which when asked; a list of users shows neither")
    func user() throws {
        let target = "/v1/users/\(sally)"
        #expect(world.send("GET", target)["membership_count"] == 0)
        #expect(world.send("GET", "\(target)?expand=memberships")["memberships"] == [])
        world.newMembership(of: sally, in: acme, ["permissions": "a"])
        world.newMembership(of: sally)
        let plain = world.send("GET", target)
        #expect(plain["membership_count"] == 2 && plain["memberships"] == nil)
        let expected = plain.object.with("memberships", .array(list("user_id=\(sally)").map { .object($0) }))
        #expect(world.send("GET", "\(target)?expand=memberships").object == expected)
        #expect(world.send("PUT", target, ["user": [:], "expand": ["memberships"]]).object == expected)
        #expect(world.send("PUT", target, ["user": [:]])["membership_count"] == 2)
        let custom = world.send("GET", "\(target)?expand=memberships,custom").bodyText
        #expect(custom.contains(#""custom":{"Plan":"gold"}"#))
        let listed = world.send("GET", "/v1/users?expand=memberships").collection
        #expect(listed.allSatisfy { $0["membership_count"] == nil && $0["memberships"] == nil })
    }

    @Test("users are narrowed down to the members of an org")
    func members() throws {
        let tom = try world.newHuman("tom")
        for user in [tom, robot, sally] { world.newMembership(of: user, in: acme) }
        for user in [tom, try world.newHuman("zoe")] { world.newMembership(of: user, in: other) }
        world.newMembership(of: sally)
        func names(_ query: String) throws -> [String] {
            try world.send("GET", "/v1/users?\(query)").collection.map { try $0.text("name") }
        }
        let name = try world.send("GET", "/v1/users/\(robot)").text("name")
        #expect(try names("org_id=\(acme)") == [name, "sally", "tom"])
        #expect(try names("org_id=\(other)&direction=desc") == ["zoe", "tom"])
        #expect(try names("org_id=\(acme)&sort=id") == ["sally", name, "tom"])
        #expect(try names("org_id=\(acme)&user_type=human&username=TOM") == ["tom"])
        #expect(try names("org_id=\(try world.newOrg("Empty"))") == [])
        for sort in UserSort.allCases {
            let query = "org_id=\(acme)&sort=\(sort)"
            let first = world.send("GET", "/v1/users?\(query)&max_results=2")
            let after = try #require(first.collection.last).text("id")
            #expect(first["more_results"] == true)
            #expect(try names("\(query)&after=\(after)") == [try names(query)[2]])
        }
        let foreign = try world.newOrg("Foreign", ["realm_id": .text(try world.newRealm())])
        for org in ["x", foreign, OrgID(number: 5).description, world.realm.description] {
            #expect(world.send("GET", "/v1/users?org_id=\(org)").status == 404, "\(org)")
        }
    }

    @Test("no more memberships are embedded than a page may hold")
    func bounds() throws {
        try world.execute(
            """
            INSERT INTO users (id, realm_id, user_type, state, username, email, email_verification, name, custom)
            SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(world.realm), 'api', 'active', seq, '', 'none', seq, '{}'
            FROM seq_1_to_1001
            """)
        let org = try stored(acme, OrgID.self)
        try world.execute(
            """
            INSERT INTO memberships (id, realm_id, user_id, org_id, scope_id, permissions, custom)
            SELECT id, realm_id, id, \(org), \(org), '[]', '{}' FROM users WHERE user_type = 'api' AND email = ''
                AND id < UNHEX(LPAD('10000', 32, '0'))
            """)
        guard case .array(let shown)? = world.send("GET", "/v1/orgs/\(acme)?expand=memberships")["memberships"]
        else { throw WrongType() }
        #expect(shown.count == 1000)
        let page = world.send("GET", "/v1/memberships?org_id=\(acme)&max_results=5000")
        #expect(page.collection.count == 1000 && page["more_results"] == true)
        #expect(world.send("GET", "/v1/memberships?org_id=\(acme)").collection.count == 100)
        #expect(world.send("DELETE", "/v1/orgs/\(acme)").status == 204)
        #expect(try world.column("id", "SELECT id FROM memberships") as [[UInt8]] == [])
    }
}
