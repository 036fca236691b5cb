import Credentials
import JSON
import MariaDB
import Testing

@Suite("Logins in two steps")
struct TwoStepLoginTests {
    private let world: World
    private let user: String
    private let device: Device

    init() async throws {
        world = try World()
        (user, device) = try world.newPhoneOwner("sally")
        try await Device.settle()
    }

    private func begin() throws -> String {
        try world.authenticate(user).text("token")
    }

    private func finish(_ token: String, _ code: JSON, path: String = "--") -> Answer {
        world.act("authenticate_code", on: path, ["token": .text(token), "code": code])
    }

    /// Goes on with wrong codes, the device's own limit lifted each time.
    private func fail(_ token: String, times: Int) throws -> [Int] {
        try (0..<times).map { _ in
            try world.age(device, seconds: 31)
            return finish(token, .text(device.wrongCode())).status
        }
    }

    private func expectRefusal(_ answer: Answer) {
        #expect(answer.status == 401)
        #expect(answer.object == ["error": "Authentication failed"])
    }

    @Test("the right password is answered with the user and a token to go on with, which is no login yet")
    func initiated() throws {
        let answer = world.authenticate(user)
        #expect(answer.status == 200)
        #expect(try answer.text("token").wholeMatch(of: /kli_[0-9A-Za-z]{43}/) != nil)
        var shown = answer.object
        shown["token"] = nil
        #expect(shown == world.send("GET", "/v1/users/\(user)").object)
        #expect(answer["last_login_at"] == .null)
        let sessions: [Int] = try world.column("count", "SELECT COUNT(*) AS count FROM sessions")
        #expect(sessions == [0])
        #expect(try world.news(of: user).first == "user.login.initiated")
        #expect(world.authenticate(user, "wrong").status == 401)
    }

    @Test("token and code are answered with the user and a login token", arguments: ["--", "sally", nil])
    func accepted(path: String?) throws {
        let token = try begin()
        let answer = finish(token, .text(device.code()), path: path ?? user)
        #expect(answer.status == 200)
        #expect(try world.claims(of: answer.text("token")).text("uid") == user)
        var shown = answer.object
        shown["token"] = nil
        #expect(shown == world.send("GET", "/v1/users/\(user)").object)
        #expect(answer["last_login_at"] != .null)
        #expect(try world.news(of: user).prefix(2) == ["user.login.succeeded", "user.login.initiated"])
    }

    @Test("they may come without a root, in a form, and as a number, and the request is noted")
    func forms() throws {
        let path = "/v1/users/--/authenticate_code"
        let unrooted: JSON = [
            "token": .text(try begin()), "code": .text(device.code()), "request": ["ip": "192.0.2.7"],
        ]
        #expect(world.send("POST", path + "?expand=memberships", unrooted)["memberships"] == [])
        let event = world.send("GET", "/v1/events?event_type=user.login.succeeded").collection.first
        #expect(event?["request"] == ["ip": "192.0.2.7"])
        let form = "user[token]=\(try begin())&user[code]=\(device.code(1))"
        #expect(world.send("POST", path, form: form).status == 200)
    }

    @Test("a token works once, and a code too")
    func once() throws {
        let (first, second) = (try begin(), try begin())
        #expect(finish(first, .text(device.code())).status == 200)
        expectRefusal(finish(first, .text(device.code(1))))
        expectRefusal(finish(second, .text(device.code())))
        #expect(try world.news(of: user).first == "user.login.failed")
        #expect(finish(second, .text(device.code(1))).status == 200)
    }

    @Test("of sixteen threads with the same token and code at once one is let in")
    func atOnce() throws {
        let body: JSON = ["user": ["token": .text(try begin()), "code": .text(device.code())]]
        let answers = try world.sendAtOnce(
            world.request("POST", "/v1/users/--/authenticate_code", body), threads: 16)
        #expect(answers.count { $0 == 200 } == 1)
        #expect(answers.count { $0 == 401 } == 15)
        #expect(try world.news(of: user).count { $0 == "user.login.succeeded" } == 1)
    }

    @Test("a wrong code is refused and told of, and the fifth ends the token")
    func wrong() throws {
        let token = try begin()
        expectRefusal(finish(token, .text(device.wrongCode())))
        #expect(try world.news(of: user).first == "user.login.failed")
        #expect(try fail(token, times: 3) == [401, 401, 401])
        try world.age(device, seconds: 31)
        #expect(finish(token, .text(device.code())).status == 200)
        let other = try begin()
        #expect(try fail(other, times: 5) == [401, 401, 401, 401, 401])
        try world.age(device, seconds: 31)
        expectRefusal(finish(other, .text(device.code(1))))
        #expect(finish(try begin(), .text(device.code(1))).status == 200)
    }

    @Test("failures are counted against the device, whose limit holds for verification and logins alike")
    func limited() throws {
        let tokens = [try begin(), try begin()]
        for token in tokens { #expect(finish(token, .text(device.wrongCode())).status == 401) }
        #expect(world.fail(device, times: 3) == [422, 422, 422])
        for code in [device.wrongCode(), device.code()] {
            let answer = finish(tokens[0], .text(code))
            #expect(answer.status == 429)
            #expect(answer.object == ["error": "Rate limited"])
            #expect((1...30).contains(Int(answer.headers["retry-after"] ?? "") ?? -1))
        }
        try world.age(device, seconds: 31)
        #expect(finish(tokens[0], .text(device.code())).status == 200)
    }

    @Test("any active device of the user will do, one that is limited is passed over")
    func devices() throws {
        let second = try world.newDevice(of: user)
        expectRefusal(finish(try begin(), .text(second.code())))
        #expect(world.verify(second.id, .text(second.code(-1))).status == 200)
        #expect(finish(try begin(), .text(second.code())).status == 200)
        try world.age(device, seconds: 301)
        #expect(world.fail(device, times: 5) == [422, 422, 422, 422, 422])
        #expect(finish(try begin(), .text(second.code(1))).status == 200)
        #expect(world.fail(second, times: 5) == [422, 422, 422, 422, 422])
        #expect(finish(try begin(), .text(second.code(1))).status == 429)
    }

    @Test("what is no code is refused, and no guess")
    func noCode() throws {
        let token = try begin()
        let before = try world.events(of: user)
        for code in [nil, "", "12345", "abcdef", true, -1, ["123456"]] as [JSON] {
            for _ in 0..<2 { expectRefusal(finish(token, code)) }
        }
        #expect(try world.events(of: user) == before)
        #expect(finish(token, .text(device.code())).status == 200)
    }

    @Test("what is no token, another user's, another kind's or too old is refused")
    func badTokens() throws {
        let code = JSON.text(device.code())
        let other = try world.newHuman("other")
        let password = try world.token("generate_password_token", of: user)
        for token in ["", "x", "kli_", "kli_" + String(repeating: "0", count: 43), password] {
            expectRefusal(finish(token, code))
        }
        for attributes in [[:], ["token": nil, "code": code]] as [JSONObject] {
            expectRefusal(world.act("authenticate_code", on: "--", attributes))
        }
        let token = try begin()
        expectRefusal(finish(token, code, path: other))
        #expect(finish(token, code, path: "nobody").status == 404)
        #expect(
            world.act("authenticate_code", on: "--", ["token": 5, "code": code]).errors == ["token: Token is not valid"]
        )
        try world.ageTokens(seconds: 600)
        expectRefusal(finish(token, code))
    }

    @Test("somebody else's token is none")
    func strangers() throws {
        let body: JSON = ["token": .text(try begin()), "code": .text(device.code())]
        for key in [world.stranger, world.locked] {
            expectRefusal(world.send("POST", "/v1/users/--/authenticate_code", body, key: key))
            #expect(world.send("POST", "/v1/users/\(user)/authenticate_code", body, key: key).status == 404)
        }
        #expect(world.send("POST", "/v1/users/--/authenticate_code", body, key: world.write).status == 200)
    }

    @Test("user, realm and password provider must still be active", arguments: 0..<3)
    func inactive(index: Int) throws {
        let (path, root) = [
            ("/v1/users/\(user)", "user"), ("/v1/realms/\(world.realm)", "realm"),
            ("/v1/auth_providers/password", "auth_provider"),
        ][index]
        let token = try begin()
        for (state, status) in [("inactive", 401), ("active", 200)] {
            try #require(world.send("PUT", path, [root: ["state": .text(state)]]).status == 200)
            #expect(finish(token, .text(device.code())).status == status)
        }
    }

    @Test("without an active device of an active provider one step is enough")
    func oneStep() throws {
        let token = try begin()
        #expect(world.send("PUT", "/v1/auth_providers/totp", ["auth_provider": ["state": "inactive"]]).status == 200)
        expectRefusal(finish(token, .text(device.code())))
        #expect(try begin().hasPrefix("eyJ"))
        #expect(world.send("PUT", "/v1/auth_providers/totp", ["auth_provider": ["state": "active"]]).status == 200)
        #expect(try begin().hasPrefix("kli_"))
        #expect(world.send("DELETE", "/v1/credentials/\(device.id)").status == 204)
        expectRefusal(finish(token, .text(device.code())))
        #expect(try begin().hasPrefix("eyJ"))
        _ = try world.newDevice(of: user)
        #expect(try begin().hasPrefix("eyJ"))
    }

    @Test("a right password clears the count of wrong ones before the code does", arguments: [true, false])
    func guesses(right: Bool) throws {
        #expect(world.guess(user, times: 9) == Array(repeating: 401, count: 9))
        if right { _ = try begin() }
        #expect(world.guess(user, times: 2) == (right ? [401, 401] : [401, 429]))
    }
}
