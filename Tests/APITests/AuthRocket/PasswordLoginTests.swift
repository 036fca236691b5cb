import Credentials
import JSON
import MariaDB
import Secrets
import Testing

@Suite("Logins with a password")
struct PasswordLoginTests {
    private let world: World
    private let user: String

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
    }

    private func expectRefusal(_ answer: Answer, _ status: Int = 401) {
        #expect(answer.status == status)
        #expect(answer.object == ["error": status == 401 ? "Authentication failed" : "Not found"])
    }

    @Test("the right password is answered with the user and a login token")
    func success() throws {
        let answer = world.authenticate(user)
        #expect(answer.status == 200)
        let claims = try world.claims(of: answer.text("token"))
        #expect(try claims.text("uid") == user)
        var (shown, read) = (answer.object, world.send("GET", "/v1/users/\(user)").object)
        shown["token"] = nil
        #expect(shown == read)
        #expect(read["last_login_at"] != .null)
        read["last_login_at"] = nil
        #expect(try world.news(of: user) == ["user.login.succeeded"])
        #expect(try world.events(of: user).count == 2)
        let kept: [Int] = try world.column("count", "SELECT COUNT(*) AS count FROM sessions")
        #expect(kept == [1])
    }

    @Test("it may come with a root, as a form or with older names, and the request is noted")
    func forms() throws {
        let path = "/v1/users/sally/authenticate"
        let bodies: [JSON] = [
            ["password": "correct horse", "request": ["ip": "192.0.2.7", "client": "x"]],
            ["user": ["password": "correct horse"], "request": ["ip": "192.0.2.7", "client": "x"]],
            ["user": ["password": "correct horse", "request": ["ip": "192.0.2.7", "client": "x"]]],
            ["password": "correct horse", "ip": "192.0.2.7", "client": "x"],
            ["user": ["password": "correct horse", "ip": "192.0.2.7", "client": "x"]],
        ]
        for body in bodies { #expect(world.send("POST", path, body).status == 200) }
        #expect(
            world.send("POST", path, form: "password=correct+horse&request[ip]=192.0.2.7&request[client]=x").status
                == 200)
        #expect(world.send("POST", path, form: "user[password]=correct+horse&ip=192.0.2.7&client=x").status == 200)
        let events = world.send("GET", "/v1/events?event_type=user.login").collection
        #expect(events.count == 7)
        #expect(events.allSatisfy { $0["request"] == ["ip": "192.0.2.7", "client": "x"] })
    }

    @Test(
        "the path names the user by id or name, whatever is in it",
        arguments: [
            ("a.b+c%d@example.com", "a.b%2Bc%25d%40example.com"), ("a.b+c@example.com", "a.b+c@example.com"),
            ("Two Words", "two+words"), ("SALLY@Example.com", "Sally@example.COM"), ("authenticate", "authenticate"),
        ])
    func names(name: String, segment: String) throws {
        let id = try world.newHuman("other")
        #expect(world.send("PUT", "/v1/users/\(id)", ["user": ["username": .text(name)]]).status == 200)
        for target in [id, segment] {
            #expect(world.authenticate(target)["id"] == .text(id))
            expectRefusal(world.authenticate(target, "wrong"))
        }
    }

    @Test("memberships are shown when asked for, in the body or the query")
    func expansion() {
        let path = "/v1/users/\(user)/authenticate"
        #expect(world.authenticate(user)["memberships"] == nil)
        let asked = [
            world.send("POST", path + "?expand=memberships", ["password": "correct horse"]),
            world.send("POST", path, ["password": "correct horse", "expand": "memberships"]),
            world.send("POST", path, ["password": "correct horse", "expand": ["memberships", "nothing"]]),
        ]
        for answer in asked { #expect(answer.status == 200 && answer["memberships"] == []) }
    }

    @Test("a wrong password is refused, and told of", arguments: ["wrong", "", "Correct horse", "correct horse "])
    func failure(password: String) throws {
        expectRefusal(world.authenticate(user, password))
        #expect(try world.news(of: user) == ["user.login.failed"])
        #expect(world.send("GET", "/v1/users/\(user)")["last_login_at"] == .null)
    }

    @Test("no password at all is a wrong one", arguments: [[:], ["password": nil], ["user": [:]]] as [JSON])
    func missing(body: JSON) {
        expectRefusal(world.send("POST", "/v1/users/\(user)/authenticate", body))
        expectRefusal(world.send("POST", "/v1/users/nobody/authenticate", body), 404)
    }

    @Test("what can be nobody's password is said of it, whoever is named")
    func impossible() {
        let values: [(JSON, String)] = [
            (5, "is not valid"), (["x"], "is not valid"), ("correct\0horse", "is not valid"),
            (.text(String(repeating: "ä", count: 513)), "is too long (maximum is 1024 bytes)"),
        ]
        for (value, sentence) in values {
            for name in ["sally", "nobody"] {
                let answer = world.send("POST", "/v1/users/\(name)/authenticate", ["password": value])
                #expect(answer.status == 422)
                #expect(answer.errors == ["password: Password \(sentence)"])
            }
        }
    }

    @Test("nobody is not found, by name or by id, in a realm that the caller sees")
    func nobody() {
        expectRefusal(world.authenticate("nobody"), 404)
        expectRefusal(world.authenticate("usr_0000000000000000000000"), 404)
        expectRefusal(world.send("POST", "/v1/users/sally/authenticate", ["password": "x"], key: world.stranger), 404)
        expectRefusal(
            world.send("POST", "/v1/users/sally/authenticate", ["password": "x"], headers: ["x-authrocket-realm": ""]),
            404)
    }

    @Test("API users and users without a password are refused like a wrong password")
    func unable() throws {
        for user in [try world.newRobot(), try world.newBareHuman()] {
            expectRefusal(world.authenticate(user))
            #expect(try world.news(of: user).first == "user.login.failed")
        }
    }

    @Test("an inactive user, realm or password provider refuses the right password", arguments: 0..<3)
    func inactive(index: Int) throws {
        let (path, root) = [
            ("/v1/users/\(user)", "user"), ("/v1/realms/\(world.realm)", "realm"),
            ("/v1/auth_providers/password", "auth_provider"),
        ][index]
        for (state, status) in [("inactive", 401), ("active", 200)] {
            try #require(world.send("PUT", path, [root: ["state": .text(state)]]).status == 200)
            #expect(world.authenticate(user).status == status)
        }
        #expect(
            try world.news(of: user).filter { $0 != "user.updated" } == ["user.login.succeeded", "user.login.failed"])
    }

    @Test("a realm without a password provider refuses the right password")
    func withoutProvider() throws {
        #expect(world.send("DELETE", "/v1/auth_providers/password").status == 204)
        expectRefusal(world.authenticate(user))
    }

    @Test("a hash that is not as they are made today is replaced at the next right password, not at a wrong one")
    func rehash() throws {
        let old = try PasswordHasher(concurrency: 1, waiting: 1).hash(Secret("correct horse"))
        try world.execute("UPDATE credentials SET password_hash = \(Array(old.phc.utf8))")
        func hash() throws -> [[UInt8]] { try world.column("password_hash", "SELECT password_hash FROM credentials") }
        let token = try world.token("generate_password_token", of: user)
        #expect(world.authenticate(user, "wrong").status == 401)
        #expect(try hash() == [Array(old.phc.utf8)])
        #expect(world.authenticate(user).status == 200)
        let new = try hash()
        #expect(new != [Array(old.phc.utf8)])
        #expect(world.authenticate(user).status == 200)
        #expect(try hash() == new)
        #expect(
            world.act("reset_password_with_token", on: user, ["token": .text(token), "password": "battery staple"])
                .status == 200)
    }

    @Test("of many logins at once with an old hash all succeed")
    func rehashAtOnce() throws {
        let old = try PasswordHasher(concurrency: 1, waiting: 1).hash(Secret("correct horse"))
        try world.execute("UPDATE credentials SET password_hash = \(Array(old.phc.utf8))")
        let request = world.request("POST", "/v1/users/\(user)/authenticate", ["password": "correct horse"])
        #expect(try world.sendAtOnce(request, threads: 8) == Array(repeating: 200, count: 8))
    }
}
