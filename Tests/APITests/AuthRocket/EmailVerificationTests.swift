import Credentials
import JSON
import MariaDB
import Testing

@Suite("E-mail addresses verified")
struct EmailVerificationTests {
    private let world: World
    private let user: String
    private static let invalid = ["token: Token is not valid"]

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
    }

    private func verify(_ token: String, path: String = "--") -> Answer {
        world.act("verify_email", on: path, ["token": .text(token)])
    }

    private func newToken() throws -> String { try world.token("request_email_verification", of: user) }

    private var state: JSON? { world.send("GET", "/v1/users/\(user)")["email_verification"] }

    @Test("whoever asks for a verification gets a token to send, and the user shows it", arguments: ["sally", nil])
    func requested(path: String?) throws {
        let answer = world.send("POST", "/v1/users/\(path ?? user)/request_email_verification")
        #expect(answer.status == 200)
        #expect(try answer.text("token").wholeMatch(of: /kev_[0-9A-Za-z]{43}/) != nil)
        #expect(answer["email_verification"] == "requested")
        var shown = answer.object
        shown["token"] = nil
        #expect(shown == world.send("GET", "/v1/users/\(user)").object)
        #expect(try world.news(of: user) == ["user.email.verification_requested"])
    }

    @Test("a user without an address has nothing to verify, and API users neither")
    func unable() throws {
        let robot = try world.newRobot()
        #expect(world.act("request_email_verification", on: robot).errors == ["email: Email can't be blank"])
        #expect(world.send("PUT", "/v1/users/\(robot)", ["user": ["email": "robot@example.com"]]).status == 200)
        let refused = world.act("request_email_verification", on: robot)
        #expect(refused.status == 422 && refused.errors == ["base: User has no email verification"])
        #expect(try world.news(of: robot) == ["user.updated"])
        for name in ["nobody", "--"] { #expect(world.act("request_email_verification", on: name).status == 404) }
    }

    @Test("the token verifies the address, once, and ends the others", arguments: ["--", "sally", nil])
    func verified(path: String?) throws {
        let tokens = [try newToken(), try newToken()]
        let answer = verify(tokens[0], path: path ?? user)
        #expect(answer.status == 200)
        #expect(answer["email_verification"] == "verified" && answer["token"] == nil)
        #expect(answer.object == world.send("GET", "/v1/users/\(user)").object)
        #expect(try world.news(of: user).first == "user.email.verified")
        for token in tokens { #expect(verify(token).errors == Self.invalid) }
        #expect(try world.news(of: user).count == 3)
    }

    @Test("they may come without a root or as a form, and the requests are noted")
    func forms() throws {
        let noted: JSON = ["request": ["ip": "192.0.2.7"]]
        let token = world.send("POST", "/v1/users/sally/request_email_verification", noted)["token"]
        let body: JSON = ["token": token ?? nil, "request": ["ip": "192.0.2.7"]]
        #expect(world.send("POST", "/v1/users/--/verify_email", body).status == 200)
        let events = world.send("GET", "/v1/events?event_type=user.email").collection
        #expect(events.count == 2 && events.allSatisfy { $0["request"] == ["ip": "192.0.2.7"] })
        let form = "user[token]=\(try newToken())"
        #expect(world.send("POST", "/v1/users/--/verify_email", form: form).status == 200)
    }

    @Test("of sixteen threads with the same token at once one verifies")
    func atOnce() throws {
        let body: JSON = ["user": ["token": .text(try newToken())]]
        let answers = try world.sendAtOnce(world.request("POST", "/v1/users/--/verify_email", body), threads: 16)
        #expect(answers.count { $0 == 200 } == 1)
        #expect(answers.count { $0 == 422 } == 15)
        #expect(try world.news(of: user).count { $0 == "user.email.verified" } == 1)
    }

    @Test("what is no token, another user's, another kind's or too old verifies nothing")
    func badTokens() throws {
        let other = try world.newHuman("other")
        let token = try newToken()
        let password = try world.token("generate_password_token", of: user)
        for bad in ["", "x", "kev_", "kev_" + String(repeating: "0", count: 43), password] {
            #expect(verify(bad).errors == Self.invalid)
        }
        for attributes in [[:], ["token": 5], ["token": nil]] as [JSONObject] {
            #expect(world.act("verify_email", on: user, attributes).errors == Self.invalid)
        }
        #expect(verify(token, path: other).errors == Self.invalid)
        #expect(verify(token, path: "nobody").status == 404)
        try world.ageTokens(seconds: 7 * 24 * 3600)
        #expect(verify(token).errors == Self.invalid)
        #expect(state == "requested")
    }

    @Test("asking once more leaves a verified address verified")
    func verifiedBefore() throws {
        #expect(verify(try newToken()).status == 200)
        #expect(verify(try newToken()).status == 200)
        _ = try newToken()
        #expect(state == "verified")
    }

    @Test("somebody else's token is none")
    func strangers() throws {
        let body: JSON = ["token": .text(try newToken())]
        for key in [world.stranger, world.locked] {
            #expect(world.send("POST", "/v1/users/--/verify_email", body, key: key).errors == Self.invalid)
        }
        #expect(world.send("POST", "/v1/users/--/verify_email", body, key: world.write).status == 200)
    }

    @Test("another address ends the tokens for the old one, and is not verified")
    func changedAddress() throws {
        let token = try newToken()
        #expect(world.send("PUT", "/v1/users/\(user)", ["user": ["first_name": "Sally"]]).status == 200)
        #expect(world.send("PUT", "/v1/users/\(user)", ["user": ["email": "SALLY@example.com"]]).status == 200)
        #expect(state == "requested")
        for email in ["other@example.com", "sally@example.com"] {
            #expect(world.send("PUT", "/v1/users/\(user)", ["user": ["email": .text(email)]]).status == 200)
        }
        #expect(verify(token).errors == Self.invalid)
        #expect(state == "none")
    }
}
