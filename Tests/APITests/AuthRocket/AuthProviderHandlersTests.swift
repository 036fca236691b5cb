import Credentials
import JSON
import Testing

@testable import API

struct AuthProviderHandlersTests {
    private static let endpoints: JSONObject = [
        "authorization_endpoint": "https://login.example/authorize", "token_endpoint": "https://login.example/token",
        "userinfo_endpoint": "https://login.example/userinfo",
    ]

    let world: World

    init() throws {
        world = try World()
    }

    @Test("a TOTP provider needs nothing but its type")
    func totp() throws {
        let created = create(["provider_type": "totp"])
        #expect(created.status == 201)
        let expected: JSONObject = [
            "id": .text(try created.text("id")), "name": "TOTP", "object": "auth_provider", "provider_type": "totp",
            "realm_id": .text(world.realm.description), "state": "active",
        ]
        #expect(created.object == expected)
        for name in [try created.text("id"), "totp"] {
            #expect(world.send("GET", "/v1/auth_providers/\(name)").object == expected)
        }
    }

    @Test("a realm's own password provider has the documented rules")
    func password() throws {
        let provider = world.send("GET", "/v1/auth_providers/password")
        let expected: JSONObject = [
            "id": .text(try provider.text("id")), "min_complexity": 0, "min_length": 8, "name": "Password",
            "object": "auth_provider", "provider_type": "password", "realm_id": .text(world.realm.description),
            "required_chars": [], "state": "active",
        ]
        #expect(provider.object == expected)
    }

    @Test(
        "a provider of a social type needs a client",
        arguments: ProviderType.allCases.filter { $0 != .password && $0 != .totp })
    func social(type: ProviderType) {
        var attributes: JSONObject = type == .oauth2 ? Self.endpoints : [:]
        attributes["provider_type"] = .text(type.rawValue)
        for client in [nil, .null, "", " "] as [JSON?] {
            attributes["client_id"] = client
            #expect(create(attributes).errors == ["client_id: Client can't be blank"])
        }
        attributes["client_id"] = "id"
        let created = create(attributes)
        #expect(created.status == 201)
        #expect(created["name"] == .text(type.title) && created["scopes"] == .null && created["state"] == "active")
        #expect((created["token_endpoint"] != nil) == (type == .oauth2))
        #expect(world.send("GET", "/v1/auth_providers/\(type.rawValue)")["id"] == created["id"])
    }

    @Test("a type must be given, and known")
    func type() {
        #expect(create([:]).errors == ["provider_type: Provider type can't be blank"])
        #expect(create(["provider_type": "login_rocket"]).errors == ["provider_type: Provider type is not valid"])
    }

    @Test("a realm has one provider of each type", arguments: ProviderType.allCases.filter(\.isSole))
    func soleType(type: ProviderType) throws {
        let attributes: JSONObject = ["provider_type": .text(type.rawValue), "client_id": "id"]
        if type != .password { #expect(create(attributes).status == 201) }
        #expect(create(attributes).errors == ["provider_type: Provider type has already been taken"])
    }

    @Test("of OAuth 2.0 a realm may have several, which are not to be had by their type")
    func several() throws {
        var attributes = Self.endpoints
        attributes["provider_type"] = "oauth2"
        attributes["client_id"] = "id"
        let first = create(attributes)
        #expect(world.send("GET", "/v1/auth_providers/oauth2")["id"] == first["id"])
        let second = create(attributes)
        #expect(first.status == 201 && second.status == 201)
        #expect(world.send("GET", "/v1/auth_providers/oauth2").status == 404)
        for provider in [first, second] {
            #expect(world.send("GET", "/v1/auth_providers/\(try provider.text("id"))").object == provider.object)
        }
        #expect(world.send("GET", "/v1/auth_providers/facebook").status == 404)
        #expect(world.send("GET", "/v1/auth_providers/nonsense").status == 404)
    }

    @Test("an endpoint's URL carries no password, which would be kept and shown", arguments: Self.endpoints.names)
    func endpointWithUser(name: String) throws {
        var attributes = Self.endpoints
        attributes["provider_type"] = "oauth2"
        attributes["client_id"] = "id"
        attributes[name] = "https://somebody:planted@login.example/x"
        let answer = world.send("POST", "/v1/auth_providers", ["auth_provider": .object(attributes)])
        #expect(answer.status == 422 && !answer.bodyText.contains("planted"))
    }

    @Test("an OAuth 2.0 provider needs all three endpoints", arguments: Self.endpoints.names)
    func endpoint(name: String) throws {
        var attributes = Self.endpoints
        attributes["provider_type"] = "oauth2"
        attributes["client_id"] = "id"
        attributes[name] = nil
        let message = ["\(name): \(humanized(name)) can't be blank"]
        #expect(create(attributes).errors == message)
        attributes[name] = "http://localhost/x"
        let created = create(attributes)
        #expect(created[name] == "http://localhost/x")
        let target = "/v1/auth_providers/\(try created.text("id"))"
        #expect(put(target, [name: ""]).errors == message)
        #expect(put(target, [name: nil]).errors == message)
        #expect(put(target, [name: "https://other.example"])[name] == "https://other.example")
        #expect(put(target, ["name": "Other"]).status == 200)
    }

    @Test("a client secret is shown to those who manage the realm only")
    func clientSecret() throws {
        let created = create(["provider_type": "github", "client_id": "id", "client_secret": "planted"])
        #expect(created["client_secret"] == "planted")
        let target = "/v1/auth_providers/\(try created.text("id"))"
        for (key, shows) in [(world.manage, true), (world.write, false), (world.read, false)] {
            for path in [target, "/v1/auth_providers/github", "/v1/auth_providers"] {
                #expect(world.send("GET", path, key: key).bodyText.contains("planted") == shows)
            }
        }
        #expect(put(target, ["name": "Other"])["client_secret"] == "planted")
        #expect(put(target, ["client_secret": "new"])["client_secret"] == "new")
        #expect(put(target, ["client_secret": ""])["client_secret"] == nil)
    }

    @Test("an update changes what it names and nothing else")
    func update() throws {
        let target = "/v1/auth_providers/password"
        var expected = world.send("GET", target).object
        let changes: JSONObject = [
            "min_complexity": 4, "min_length": 255, "name": "Secret", "required_chars": ["special", "lower"],
            "state": "inactive",
        ]
        for (name, value) in changes {
            expected[name] = value
            #expect(put(target, [name: value]).object == expected)
        }
        #expect(
            put(target, ["provider_type": "totp", "client_id": "x", "realm_id": .text(world.realm.description)]).object
                == expected)
        #expect(put(target, ["required_chars": ["lower", "lower"]])["required_chars"] == ["lower"])
        #expect(put(target, ["name": " "]).errors == ["name: Name can't be blank"])
    }

    @Test("the rules for passwords hold for new ones, at once")
    func passwordRules() throws {
        let user = try world.newHuman()
        let target = "/v1/auth_providers/password"
        func errors(_ password: String) -> [String] {
            world.send("PUT", "/v1/users/\(user)", ["user": ["password": .text(password)]]).errors
        }
        #expect(errors("1234567") == ["password: Password is too short (minimum is 8 characters)"])
        #expect(errors("12345678") == [])
        #expect(errors("€€€€€€€€") == [])
        _ = put(target, ["min_length": 10, "required_chars": ["lower", "upper", "number", "special"]])
        let kinds = ["lower case letter", "upper case letter", "number", "special character"]
        #expect(
            errors("   ") == ["password: Password is too short (minimum is 10 characters)"]
                + kinds.map { "password: Password must include at least one \($0)" })
        #expect(errors("Abcdefgh1!") == [])
        _ = put(target, ["min_length": 1, "required_chars": [], "min_complexity": 3])
        #expect(errors("password1") == ["password: Password is too simple"])
        #expect(errors("correct horse battery staple") == [])
        #expect(world.send("PUT", "/v1/users/\(user)", ["user": ["first_name": "x"]]).status == 200)
    }

    @Test("a provider that credentials refer to stays", arguments: ["totp", "github"])
    func inUse(type: String) throws {
        let provider = try world.newProvider(type, ["client_id": "x"])
        let attributes: JSONObject = ["name": "Phone", "provider_user_id": "7"]
        let credential = try world.newCredential(type, of: try world.newHuman(), attributes).text("id")
        let before = try world.fingerprint()
        let refused = world.send("DELETE", "/v1/auth_providers/\(provider)")
        #expect(refused.status == 409)
        #expect(refused.object == ["message": "Validation error", "errors": ["base": ["Auth provider is in use"]]])
        #expect(try world.fingerprint() == before)
        world.send("DELETE", "/v1/credentials/\(credential)")
        #expect(world.send("DELETE", "/v1/auth_providers/\(provider)").status == 204)
        #expect(world.send("GET", "/v1/auth_providers/\(provider)").status == 404)
        #expect(world.send("DELETE", "/v1/auth_providers/\(provider)").status == 404)
    }

    @Test("the password provider may always go, and come back; meanwhile the rules of a new realm hold")
    func withoutPasswordProvider() throws {
        let user = try world.newHuman()
        _ = put("/v1/auth_providers/password", ["min_length": 20])
        #expect(world.send("DELETE", "/v1/auth_providers/password").status == 204)
        #expect(world.send("GET", "/v1/auth_providers").object == ["more_results": false, "collection": []])
        func status(_ password: JSON) -> Int {
            world.send("PUT", "/v1/users/\(user)", ["user": ["password": password]]).status
        }
        #expect(status("1234567") == 422)
        #expect(status("12345678") == 200)
        #expect(create(["provider_type": "password", "min_length": 12]).status == 201)
        #expect(status("12345678") == 422)
    }

    @Test("providers are listed in the order of their making")
    func list() throws {
        try world.newProvider("yahoo", ["client_id": "x"])
        try world.newProvider("facebook", ["client_id": "x"])
        let types = world.send("GET", "/v1/auth_providers", key: world.read).collection.map { $0["provider_type"] }
        #expect(types == ["password", "yahoo", "facebook"])
    }

    @Test("each change of a provider is told once, with what the app said")
    func events() throws {
        let note: JSON = ["ip": "192.0.2.7"]
        let created = world.send(
            "POST", "/v1/auth_providers", ["auth_provider": ["provider_type": "totp"], "request": note])
        let id = try created.text("id")
        world.send("PUT", "/v1/auth_providers/\(id)", ["auth_provider": ["name": "x"], "request": note])
        world.send("DELETE", "/v1/auth_providers/\(id)", ["request": note])
        let events = world.send("GET", "/v1/events?auth_provider_id=\(id)").collection
        let types: [JSON] = ["auth_provider.deleted", "auth_provider.updated", "auth_provider.created"]
        #expect(events.map { $0["event_type"] } == types)
        #expect(
            events.allSatisfy { $0["request"] == note && $0["auth_provider_id"] == .text(id) && $0["user_id"] == nil })
    }

    private func create(_ attributes: JSONObject) -> Answer {
        world.send("POST", "/v1/auth_providers", ["auth_provider": .object(attributes)])
    }

    private func put(_ target: String, _ attributes: JSONObject) -> Answer {
        world.send("PUT", target, ["auth_provider": .object(attributes)])
    }
}
