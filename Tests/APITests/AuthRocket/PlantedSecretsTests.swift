import Credentials
import JSON
import MariaDB
import Testing

@Suite("Planted secrets")
struct PlantedSecretsTests {
    private let world: World

    init() throws {
        world = try World()
    }

    @Test("no secret is in the log, in an event or in the database")
    func nowhere() throws {
        var secrets: [String: Traces] = [:]
        for (name, secret) in try plant() { secrets[name] = Traces(of: secret) }
        for (name, key) in try plantDevices() { secrets[name] = Traces(of: key) }
        for (name, secret) in try plantLogins() { secrets[name] = Traces(of: secret) }
        try breakThings()
        let events = [world.manage, world.stranger].map {
            world.send(
                "GET", "/v1/events?created_at_after=&max_results=1000", key: $0, headers: ["x-authrocket-realm": ""])
        }
        let (log, dump, told) = (world.log.text, try world.dump(), events.map(\.bodyText).joined())
        #expect(Traces(of: "planted-user").occur(in: dump))
        #expect(log.contains("/v1/credentials/:id/verify"))
        #expect(told.contains("user.created"))
        for (name, traces) in secrets {
            #expect(!traces.occur(in: log), "\(name) is in the log")
            #expect(!traces.occur(in: dump), "\(name) is in the database")
            #expect(!traces.occur(in: told), "\(name) is in an event")
        }
    }

    @Test("a password hash that an app brought is in the database alone")
    func hashes() throws {
        let hash = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
        let user: JSONObject = ["user_type": "human", "username": "x", "email": "x@example.com"]
        var (given, refused) = (user, user)
        given["password_hash"] = .text(hash)
        refused["password_hash"] = .text(hash + "x")
        var answers = [
            world.send("POST", "/v1/users", .object(given)), world.send("POST", "/v1/users", .object(refused)),
        ]
        #expect(answers.map(\.status) == [201, 422])
        let id = try answers[0].text("id")
        let credential = try world.firstCredential(of: id)
        let attributes: JSONObject = ["password_hash": .text(hash)]
        answers += [world.change(credential, attributes), world.send("PUT", "/v1/users/\(id)", .object(attributes))]
        answers += [
            world.credential(credential), world.send("GET", "/v1/users/\(id)"), world.send("GET", "/v1/events"),
        ]
        #expect(answers[6].bodyText.contains("user.updated"))
        let traces = Traces(of: hash)
        #expect(try traces.occur(in: world.dump()))
        #expect(!traces.occur(in: world.log.text))
        for answer in answers { #expect(!traces.occur(in: answer.body)) }
    }

    /// Everything that is given or generated as a text.
    private func plant() throws -> [(String, String)] {
        let hash = world.send("POST", "/v1/users", ["user": ["user_type": "api", "api_key": "planted-key-hashed"]])
        let generated = try world.newCredential("api_key", of: try hash.text("id")).text("api_key")
        try world.changeRealm(["api_key_policy": "encrypt"])
        let sealed = world.send("POST", "/v1/users", ["user": ["user_type": "api", "api_key": "planted-key-sealed"]])
        #expect(sealed.status == 201)
        let user = try world.newHuman("planted-user")
        let password = try world.firstCredential(of: user)
        #expect(world.change(password, ["password": "planted-password-one"]).status == 200)
        let refused: JSONObject = [
            "password": "planted-password-two", "password_confirmation": "planted-password-three",
        ]
        #expect(world.change(password, refused).status == 422)
        let provider: JSONObject = ["client_id": "credence", "client_secret": "planted-client-secret"]
        _ = try world.newProvider("google", provider)
        let link: JSONObject = ["provider_user_id": "1", "access_token": "planted-access-token"]
        #expect(world.newCredential("google", of: user, link).status == 201)
        let secret = "planted-jwt-secret-of-32-characters"
        #expect(world.send("POST", "/v1/jwt_keys", ["jwt_key": ["algo": "hs256", "key": .text(secret)]]).status == 201)
        let session = try world.newSession(of: user)
        for name in [try session.text("token"), "x.\(try session.text("token"))"] { _ = world.sessionStatus(name) }
        for key in ["planted-key-sealed", "planted-key-nobody-has"] {
            _ = world.send("POST", "/v1/users/authenticate_key", ["api_key": .text(key)])
        }
        let hook: JSONObject = [
            "destination": "https://planted-hook-user:planted-hook-password@example.com/planted-path"
        ]
        let signing = try world.send("POST", "/v1/app_hooks", ["app_hook": .object(hook)]).text("signing_secret")
        let jwtKey = try world.send("GET", "/v1/realms/\(world.realm)").text("jwt_key")
        let callers = [world.manage, world.write, world.read, world.locked, world.stranger]
        return [
            ("hashed key", "planted-key-hashed"), ("generated key", generated), ("sealed key", "planted-key-sealed"),
            ("password", "planted-password-one"), ("refused password", "planted-password-two"),
            ("confirmation", "planted-password-three"), ("client secret", "planted-client-secret"),
            ("access token", "planted-access-token"), ("JWT key", jwtKey), ("given JWT key", secret),
            ("wrong key", "planted-key-nobody-has"), ("login token", String(try session.text("token").suffix(40))),
            ("hook user", "planted-hook-user"), ("hook password", "planted-hook-password"),
            ("hook path", "planted-path"), ("signing secret", String(signing.dropFirst(6))),
        ] + callers.map { ("caller key", String($0.suffix(43))) }
    }

    /// OTP secrets, in base32 and raw, before and after activation.
    private func plantDevices() throws -> [(String, [UInt8])] {
        let user = try world.newHuman()
        return try ["new", "active"].flatMap { state in
            let device = try world.newDevice(of: user)
            if state == "active" { _ = world.verify(device.id, .text(device.code())) }
            return [
                ("\(state) OTP secret", device.secret), ("\(state) base32", Array(Base32.encode(device.secret).utf8)),
            ]
        }
    }

    /// Passwords tried, and the tokens of logins and of changes, used and not, in the right place and in wrong ones.
    private func plantLogins() throws -> [(String, String)] {
        let (user, device) = try world.newPhoneOwner("planted-owner")
        #expect(world.authenticate(user, "planted-guess", from: "planted-source").status == 401)
        #expect(world.authenticate("planted-nobody", "planted-guess", from: "planted-source").status == 404)
        var tokens: [String] = []
        for action in ["request_email_verification", "generate_password_token"] {
            tokens += [try world.token(action, of: user), try world.token(action, of: user)]
        }
        let pending = [try world.authenticate(user).text("token"), try world.authenticate(user).text("token")]
        #expect(world.act("verify_email", on: "--", ["token": .text(tokens[0])]).status == 200)
        let code: JSONObject = ["token": .text(pending[0]), "code": .text(device.code())]
        let login = try world.act("authenticate_code", on: "--", code).text("token")
        for token in tokens + pending + [login] {
            for action in ["verify_email", "reset_password_with_token", "authenticate_code"] where token != tokens[2] {
                let attributes: JSONObject = ["token": .text(token), "password": .text(token), "code": .text(token)]
                #expect([200, 401, 422].contains(world.act(action, on: user, attributes).status))
            }
            #expect(world.act("verify_email", on: token).status == 404)
            #expect(world.send("POST", "/v1/users/--/verify_email?token=\(token)").status == 422)
        }
        let reset: JSONObject = ["token": .text(tokens[2]), "password": "planted-password-four"]
        #expect(world.act("reset_password_with_token", on: "--", reset).status == 422)
        #expect(Set((tokens + pending).map { $0.prefix(4) }) == ["kli_", "kpw_", "kev_"])
        return [("guess", "planted-guess"), ("password not set", "planted-password-four"), ("login token", login)]
            + (tokens + pending).map { ("token \($0.prefix(6))", $0) }
    }

    /// Requests that fail in every way, each with a secret in it.
    private func breakThings() throws {
        let secret = "planted-key-sealed"
        let targets = ["/v1/credentials/\(secret)", "/v1/\(secret)", "/v1/users/\(secret)?api_key=\(secret)"]
        for target in targets { #expect(world.send("GET", target).status == 404) }
        for key in [secret, "ko_\(secret)", "key_\(secret)", String(world.manage.dropLast())] {
            #expect(world.send("GET", "/v1/users", key: key).status == 403)
        }
        #expect(world.send("PUT", "/v1/users/x", .text(secret)).status == 400)
        try world.execute("UPDATE credentials SET access_token = REVERSE(access_token)")
        let ids: [CredentialID] = try world.column(
            "id", "SELECT id FROM credentials WHERE access_token IS NOT NULL")
        for id in ids { #expect(world.credential(id.description).status == 500) }
    }
}
