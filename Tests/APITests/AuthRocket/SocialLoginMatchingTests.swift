import Credentials
import JSON
import Testing

@testable import API

@Suite("Users of social logins")
struct SocialLoginMatchingTests {
    private let world: World
    private let server: OAuthServer
    private let provider: String

    init() throws {
        world = try World()
        server = try OAuthServer()
        provider = try world.newProvider(server)
    }

    private func logIn(_ claims: JSONObject, provider: String? = nil) throws -> Answer {
        try world.logIn(provider ?? self.provider, server, as: claims)
    }

    private func person(_ sub: String, _ email: String? = nil, verified: Bool = true) -> JSONObject {
        var claims: JSONObject = ["sub": .text(sub), "email_verified": .bool(verified)]
        claims["email"] = email.map(JSON.text)
        return claims
    }

    private func newHuman(_ name: String, verification: String) throws -> String {
        let id = try world.newHuman(name)
        let change: JSON = ["user": ["email_verification": .text(verification)]]
        try #require(world.send("PUT", "/v1/users/\(id)", change).status == 200)
        return id
    }

    private func rename(_ user: String, to name: String) throws {
        let change: JSON = ["user": ["username": .text(name)]]
        try #require(world.send("PUT", "/v1/users/\(user)", change).status == 200)
    }

    private func social(of user: String) throws -> [JSONObject] {
        try world.credentials(of: user).filter { $0["credential_type"] == "oauth2" }
    }

    @Test("an address that only looks like another is another")
    func lookalike() throws {
        let mike = try newHuman("mike", verification: "verified")
        let stranger = try logIn(person("4", "mi\u{212A}e@example.com"))
        #expect(stranger.status == 200 && stranger["id"] != .text(mike))
        #expect(try social(of: mike).isEmpty)
        let forgotten = world.send("POST", "/v1/users/mi%E2%84%AAe/generate_password_token")
        #expect(forgotten.status == 404)
    }

    @Test("whoever was here before is found by the account, whatever has become of their address")
    func returning() throws {
        let first = try logIn(person("1", "sally@example.com"))
        let user = try first.text("id")
        let token = world.credential(try world.firstCredential(of: user))["access_token"]
        let again = try logIn(person("1", "other@example.com", verified: false))
        #expect(again.status == 200)
        #expect(again["id"] == .text(user))
        #expect(again["email"] == "sally@example.com")
        #expect(again["token"] != first["token"])
        let credentials = try social(of: user)
        #expect(credentials.count == 1)
        #expect(world.credential(try credentials[0].text("id"))["access_token"] != token)
        #expect(try world.events(of: user) == ["user.login.succeeded", "user.login.succeeded", "user.created"])
        #expect(try world.userCount() == 1)
    }

    @Test("accounts are told apart byte by byte, and by provider")
    func distinctAccounts() throws {
        let other = try world.newProvider(server)
        let ids = try [
            logIn(person("a")), logIn(person("A")), logIn(person("a "), provider: provider),
            logIn(person("a"), provider: other),
        ].map { try $0.text("id") }
        #expect(Set(ids).count == 4)
    }

    @Test("a user whose address is verified on both sides gets the account")
    func adopted() throws {
        let user = try newHuman("sally", verification: "verified")
        let answer = try logIn(person("1", "Sally@example.com"))
        #expect(answer.status == 200)
        #expect(answer["id"] == .text(user))
        #expect(answer["username"] == "sally")
        #expect(try social(of: user).map { $0["provider_user_id"] } == ["1"])
        #expect(try world.events(of: user).prefix(2) == ["user.login.succeeded", "user.updated"])
        #expect(try logIn(person("1", "changed@example.com"))["id"] == .text(user))
    }

    @Test("an address that is not verified on both sides is taken", arguments: ["none", "requested"])
    func hijacking(verification: String) throws {
        let taken = ["email: Email has already been taken"]
        let planted = try newHuman("sally", verification: verification)
        #expect(try logIn(person("1", "sally@example.com")).errors == taken)
        #expect(try social(of: planted).isEmpty)
        let verified = try newHuman("harry", verification: "verified")
        #expect(try logIn(person("2", "harry@example.com", verified: false)).errors == taken)
        #expect(try social(of: verified).isEmpty)
        #expect(try world.userCount() == 2)
    }

    @Test("a user whose logins take a code too is not found by the address")
    func secondFactor() throws {
        let user = try newHuman("sally", verification: "verified")
        let device = try world.newDevice(of: user)
        try #require(world.verify(device.id, .text(device.code())).status == 200)
        #expect(try logIn(person("1", "sally@example.com")).errors == ["email: Email has already been taken"])
        #expect(try social(of: user).isEmpty)
        world.newCredential("oauth2", of: user, ["auth_provider_id": .text(provider), "provider_user_id": "1"])
        #expect(try logIn(person("1", "sally@example.com"))["id"] == .text(user))
    }

    @Test("where addresses need not be unique, one that several verified users have makes a user more")
    func ambiguity() throws {
        try world.changeRealm(["require_unique_emails": false])
        let users = try ["a", "b"].map { try newHuman($0, verification: "verified") }
        for user in users {
            let change: JSON = ["user": ["email": "shared@example.com"]]
            let verified: JSON = ["user": ["email_verification": "verified"]]
            for body in [change, verified] { world.send("PUT", "/v1/users/\(user)", body) }
        }
        let answer = try logIn(person("1", "shared@example.com"))
        #expect(answer.status == 200)
        #expect(try !users.contains(answer.text("id")))
        #expect(answer["username"] == "shared@example.com")
    }

    @Test("an API user with the address is nobody to log in as")
    func robots() throws {
        let robot = try world.newRobot()
        world.send("PUT", "/v1/users/\(robot)", ["user": ["email": "robot@example.com"]])
        #expect(try logIn(person("1", "robot@example.com")).errors == ["email: Email has already been taken"])
    }

    @Test("a new user is called by the address, else by the account")
    func usernames() throws {
        #expect(try logIn(person("1", "sally@example.com"))["username"] == "sally@example.com")
        #expect(try logIn(person("Two"))["username"] == "oauth2-two")
        #expect(try logIn(person("TWO"))["username"]?.text?.wholeMatch(of: /oauth2-[0-9a-z]{22}/) != nil)
        let control = try logIn(person("a\u{7}b"))
        #expect(control["username"]?.text?.wholeMatch(of: /oauth2-[0-9a-z]{22}/) != nil)
        let long = try logIn(person(String(repeating: "x", count: 255)))
        #expect(long["username"]?.text?.wholeMatch(of: /oauth2-[0-9a-z]{22}/) != nil)
        try rename(try world.newHuman("harry"), to: "harry@other.example")
        #expect(try logIn(person("3", "harry@other.example", verified: false))["username"] == "oauth2-3")
    }

    @Test("what the provider does not tell stays empty")
    func bare() throws {
        let answer = try logIn(["id": 12])
        #expect(answer.status == 200)
        #expect(answer["email"] == .null)
        #expect(answer["email_verification"] == "none")
        #expect(answer["first_name"] == .null)
        #expect(answer["username"] == "oauth2-12")
        #expect(try logIn(["id": 12])["id"] == answer["id"])
        let unverified = try logIn(person("2", "sally@example.com", verified: false))
        #expect(unverified["email"] == "sally@example.com")
        #expect(unverified["email_verification"] == "none")
    }

    @Test("where usernames are addresses, a user without one cannot be made")
    func addressesAsNames() throws {
        let harry = try world.newHuman("harry")
        try world.changeRealm(["username_validation_human": "email"])
        #expect(try logIn(person("1")).errors == ["email: Email can't be blank"])
        try rename(harry, to: "harry@other.example")
        #expect(
            try logIn(person("2", "harry@other.example", verified: false)).errors
                == ["username: Username has already been taken"])
        #expect(try logIn(person("3", "y@example.com"))["username"] == "y@example.com")
    }

    @Test("an inactive user does not get in, and is not changed")
    func inactive() throws {
        let returning = try logIn(person("1", "sally@example.com")).text("id")
        let verified = try newHuman("harry", verification: "verified")
        for user in [returning, verified] {
            world.send("PUT", "/v1/users/\(user)", ["user": ["state": "inactive"]])
        }
        let credential = world.credential(try world.firstCredential(of: returning)).object
        for claims in [person("1", "sally@example.com"), person("2", "harry@example.com")] {
            let answer = try logIn(claims)
            #expect(answer.status == 401)
            #expect(answer.object == ["error": "Authentication failed"])
        }
        #expect(world.credential(try world.firstCredential(of: returning)).object == credential)
        #expect(try social(of: verified).isEmpty)
        for user in [returning, verified] { #expect(try world.events(of: user).first == "user.login.failed") }
        #expect(try world.userCount() == 2)
    }

    @Test("of several first logins of one person at once one makes the user and all get in", arguments: [true, false])
    func firstLogins(hasEmail: Bool) throws {
        let token = server.token(of: person("1", hasEmail ? "sally@example.com" : nil))
        let request = world.request(
            "POST", "/v1/auth_providers/\(provider)/authorize", ["access_token": .text(token)])
        #expect(try world.sendAtOnce(request, threads: 8) == Array(repeating: 200, count: 8))
        let users = try world.send("GET", "/v1/users").collection.map { try $0.text("id") }
        #expect(users.count == 1)
        #expect(try social(of: users[0]).count == 1)
        #expect(try world.events(of: users[0]).count { $0 == "user.created" } == 1)
        #expect(try world.events(of: users[0]).count { $0 == "user.login.succeeded" } == 8)
    }

    @Test("of several accounts that come to one verified user at once each is linked")
    func adoptedAtOnce() throws {
        let user = try newHuman("sally", verification: "verified")
        let token = server.token(of: person("1", "sally@example.com"))
        let request = world.request(
            "POST", "/v1/auth_providers/\(provider)/authorize", ["access_token": .text(token)])
        #expect(try world.sendAtOnce(request, threads: 8) == Array(repeating: 200, count: 8))
        #expect(try social(of: user).count == 1)
        #expect(try world.changes(of: user) == 2)
    }
}
