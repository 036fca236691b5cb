import Credentials
import JSON
import MariaDB
import Testing

@Suite("Passwords reset with a token")
struct PasswordResetTests {
    private let world: World
    private let user: String
    private static let invalid = ["token: Token is not valid"]

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
    }

    private func reset(_ token: String, _ password: JSON = "battery staple", path: String = "--") -> Answer {
        world.act("reset_password_with_token", on: path, ["token": .text(token), "password": password])
    }

    private func newToken(_ user: String? = nil) throws -> String {
        try world.token("generate_password_token", of: user ?? self.user)
    }

    @Test("a token to reset a password is shown under both names, and told of", arguments: ["sally", nil])
    func generated(path: String?) throws {
        let answer = world.send("POST", "/v1/users/\(path ?? user)/generate_password_token")
        #expect(answer.status == 200)
        let token = try answer.text("token")
        #expect(token.wholeMatch(of: /kpw_[0-9A-Za-z]{43}/) != nil)
        #expect(try answer.text("password_reset_token") == token)
        var shown = answer.object
        (shown["token"], shown["password_reset_token"]) = (nil, nil)
        #expect(shown == world.send("GET", "/v1/users/\(user)").object)
        #expect(try world.news(of: user) == ["user.password_token.created"])
    }

    @Test("API users have none, and realms without passwords neither")
    func ungenerated() throws {
        let robot = try world.newRobot()
        let refused = world.act("generate_password_token", on: robot)
        #expect(refused.errors == ["base: User has no password login"])
        #expect(try world.news(of: robot).isEmpty)
        #expect(world.act("generate_password_token", on: "nobody").status == 404)
        #expect(world.act("generate_password_token", on: "--").status == 404)
        let inactive: JSON = ["auth_provider": ["state": "inactive"]]
        #expect(world.send("PUT", "/v1/auth_providers/password", inactive).status == 200)
        #expect(world.act("generate_password_token", on: user).errors == ["base: Realm has no password login"])
    }

    @Test("whoever holds a token sets a password, and is in", arguments: ["--", "sally", nil])
    func reset(path: String?) throws {
        let answer = reset(try newToken(), path: path ?? user)
        #expect(answer.status == 200)
        #expect(try world.claims(of: answer.text("token")).text("uid") == user)
        #expect(answer["last_login_at"] != .null)
        #expect(
            try world.news(of: user) == ["user.updated", "user.password_token.consumed", "user.password_token.created"])
        #expect(world.opens(user, "battery staple") && !world.opens(user, "correct horse"))
    }

    @Test("a token makes a password for a user without one")
    func firstPassword() throws {
        let bare = try world.newBareHuman()
        #expect(reset(try newToken(bare)).status == 200)
        #expect(world.opens(bare, "battery staple"))
        #expect(try world.credentials(of: bare).count == 1)
    }

    @Test("a token works once, of sixteen threads at once for one")
    func once() throws {
        let token = try newToken()
        let body: JSON = ["user": ["token": .text(token), "password": "battery staple"]]
        let answers = try world.sendAtOnce(
            world.request("POST", "/v1/users/--/reset_password_with_token", body), threads: 16)
        #expect(answers.count { $0 == 200 } == 1)
        #expect(answers.count { $0 == 422 } == 15)
        #expect(reset(token, "another horse").errors == Self.invalid)
        #expect(try world.news(of: user).count { $0 == "user.password_token.consumed" } == 1)
        #expect(world.opens(user, "battery staple"))
    }

    @Test("of sixteen threads with tokens of their own all but the first come too late")
    func manyAtOnce() throws {
        let requests = try (0..<16).map { index in
            let user: JSON = ["token": .text(try newToken()), "password": .text("battery staple \(index)")]
            return world.request("POST", "/v1/users/sally/reset_password_with_token", ["user": user])
        }
        let answers = try world.sendAtOnce(requests)
        #expect(answers.count { $0 == 200 } == 1)
        #expect(answers.count { $0 == 422 } == 15)
    }

    @Test("earlier tokens stay good until one is used")
    func several() throws {
        let tokens = [try newToken(), try newToken()]
        #expect(reset(tokens[0]).status == 200)
        #expect(reset(tokens[1]).errors == Self.invalid)
    }

    @Test("a password that is refused leaves the token good")
    func refused() throws {
        let token = try newToken()
        for password in [nil, "", "short", 5] as [JSON] { #expect(reset(token, password).status == 422) }
        #expect(reset(token, "short").errors == ["password: Password is too short (minimum is 8 characters)"])
        let confirmed: JSONObject = [
            "token": .text(token), "password": "battery staple", "password_confirmation": "battery",
        ]
        #expect(
            world.act("reset_password_with_token", on: "--", confirmed).errors == [
                "password_confirmation: Password confirmation doesn't match"
            ])
        #expect(try world.news(of: user) == ["user.password_token.created"])
        #expect(reset(token).status == 200)
    }

    @Test("a token that is not good is said to be so before the password, and told of the user whom the path names")
    func badTokens() throws {
        let other = try world.newHuman("other")
        let token = try newToken()
        let email = try world.token("request_email_verification", of: user)
        for bad in ["", "x", "kpw_", "kpw_" + String(repeating: "0", count: 43), email] {
            #expect(reset(bad, "short").errors == Self.invalid)
        }
        #expect(world.act("reset_password_with_token", on: "--", ["token": 5]).errors == Self.invalid)
        #expect(world.act("reset_password_with_token", on: "--").errors == Self.invalid)
        let before = try world.news(of: user)
        #expect(reset(token, path: other).errors == Self.invalid)
        #expect(try world.news(of: other) == ["user.password_token.failed"])
        #expect(try world.news(of: user) == before)
        #expect(reset(token, path: "nobody").status == 404)
        try world.ageTokens(seconds: 24 * 3600)
        #expect(reset(token, path: user).errors == Self.invalid)
        #expect(try world.news(of: user) == ["user.password_token.failed"] + before)
    }

    @Test("somebody else's token is none")
    func strangers() throws {
        let body: JSON = ["token": .text(try newToken()), "password": "battery staple"]
        let path = "/v1/users/--/reset_password_with_token"
        for key in [world.stranger, world.locked] {
            #expect(world.send("POST", path, body, key: key).errors == Self.invalid)
        }
        #expect(world.send("POST", path, body, key: world.write).status == 200)
    }

    @Test("an inactive user, realm or password provider makes no token good", arguments: 0..<3)
    func inactive(index: Int) throws {
        let (path, root) = [
            ("/v1/users/\(user)", "user"), ("/v1/realms/\(world.realm)", "realm"),
            ("/v1/auth_providers/password", "auth_provider"),
        ][index]
        let token = try newToken()
        try #require(world.send("PUT", path, [root: ["state": "inactive"]]).status == 200)
        #expect(reset(token).errors == Self.invalid)
        try #require(world.send("PUT", path, [root: ["state": "active"]]).status == 200)
        #expect(reset(token).status == 200)
    }

    @Test("a user whose logins take a code has to show one after the reset")
    func twoSteps() throws {
        let (owner, device) = try world.newPhoneOwner()
        let answer = reset(try newToken(owner))
        #expect(answer.status == 200)
        #expect(answer["last_login_at"] == .null)
        let token = try answer.text("token")
        #expect(token.hasPrefix("kli_"))
        let finished = world.act("authenticate_code", on: "--", ["token": .text(token), "code": .text(device.code())])
        #expect(finished.status == 200)
    }

    @Test("a reset forgives the guesses from where it came")
    func forgiven() throws {
        #expect(world.guess(user, times: 11).last == 429)
        #expect(reset(try newToken()).status == 200)
        #expect(world.authenticate(user, "battery staple").status == 200)
    }
}
