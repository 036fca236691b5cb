import Credentials
import JSON
import Testing

@Suite("Social credentials")
struct SocialCredentialTests {
    private let world: World
    private let user: String

    init() throws {
        world = try World()
        user = try world.newHuman()
    }

    private static let endpoints: JSONObject = [
        "client_id": "credence", "authorization_endpoint": "https://id.example.com/authorize",
        "token_endpoint": "https://id.example.com/token", "userinfo_endpoint": "https://id.example.com/userinfo",
    ]

    private func newProvider(_ type: String) throws -> String {
        try world.newProvider(type, Self.endpoints)
    }

    @Test(
        "all seven types are kept and shown alike",
        arguments: Set(CredentialType.allCases).subtracting([.password, .apiKey, .totp]))
    func types(type: CredentialType) throws {
        let provider = try newProvider(type.rawValue)
        let answer = world.newCredential(
            type.rawValue, of: user,
            [
                "auth_provider_id": .text(provider), "provider_user_id": "10158512345", "access_token": "EAAB-token",
                "token_expires_at": 1_551_484_800,
            ])
        #expect(answer.status == 201)
        #expect(
            answer.object.names == [
                "id", "access_token", "auth_provider_id", "credential_type", "object", "provider_user_id",
                "token_expires_at", "user_id",
            ])
        #expect(answer["access_token"] == "EAAB-token")
        #expect(answer["auth_provider_id"] == .text(provider))
        #expect(answer["credential_type"] == .text(type.rawValue))
        #expect(answer["provider_user_id"] == "10158512345")
        #expect(answer["token_expires_at"] == 1_551_484_800)
        #expect(world.credential(try answer.text("id")).object == answer.object)
        #expect(try world.changes(of: user) == 1)
    }

    @Test("the access token is shown to callers that may write only, and in its user to nobody")
    func visibility() throws {
        _ = try newProvider("github")
        let id = try world.newCredential(
            "github", of: user, ["provider_user_id": "1", "access_token": "gho_token", "token_expires_at": 9]
        ).text("id")
        #expect(world.credential(id, key: world.write)["access_token"] == "gho_token")
        let read = world.credential(id, key: world.read)
        #expect(read["access_token"] == nil)
        #expect(read["token_expires_at"] == 9)
        let embedded = try #require(try world.credentials(of: user).last)
        #expect(embedded.names == ["id", "auth_provider_id", "credential_type", "object", "provider_user_id"])
        #expect(!world.send("GET", "/v1/users/\(user)").bodyText.contains("gho_token"))
    }

    @Test("the provider is named by id or by type, or implied when there is one")
    func provider() throws {
        let missing = ["auth_provider_id: Auth provider can't be blank"]
        #expect(world.newCredential("google", of: user, ["provider_user_id": "1"]).errors == missing)
        let google = try newProvider("google")
        let github = try newProvider("github")
        for (number, named) in ([.text(google), "google", .null, ""] as [JSON]).enumerated() {
            let answer = world.newCredential(
                "google", of: user, ["provider_user_id": JSON(integerLiteral: number), "auth_provider_id": named])
            #expect(answer["auth_provider_id"] == .text(google))
        }
        for wrong in [.text(github), "github", "ap_0vfxUBuSuehS6YcFSfc85C", "nobody"] as [JSON] {
            let answer = world.newCredential(
                "google", of: user, ["provider_user_id": "9", "auth_provider_id": wrong])
            #expect(answer.status == 422)
            #expect(answer.errors == ["auth_provider_id: Auth provider is not valid"])
        }
        #expect(
            world.newCredential("google", of: user, ["provider_user_id": "9", "auth_provider_id": 9]).errors
                == ["auth_provider_id: Auth provider is not valid"])
    }

    @Test("of several providers of one type one has to be named by its id")
    func severalProviders() throws {
        let (first, second) = (try newProvider("oauth2"), try newProvider("oauth2"))
        for named in [nil, "oauth2"] as [JSON?] {
            var attributes: JSONObject = ["provider_user_id": "1"]
            attributes["auth_provider_id"] = named
            #expect(
                world.newCredential("oauth2", of: user, attributes).errors
                    == ["auth_provider_id: Auth provider can't be blank"])
        }
        let id = try world.newCredential(
            "oauth2", of: user, ["provider_user_id": "1", "auth_provider_id": .text(first)]
        ).text("id")
        let moved = world.change(id, ["auth_provider_id": .text(second)])
        #expect(moved["auth_provider_id"] == .text(second))
        #expect(moved["provider_user_id"] == "1")
        #expect(try world.changes(of: user) == 2)
    }

    @Test("the provider's own id of the user is required, and may be an integer")
    func providerUser() throws {
        _ = try newProvider("slack")
        for blank in [nil, .null, "", " "] as [JSON?] {
            var attributes: JSONObject = [:]
            attributes["provider_user_id"] = blank
            let answer = world.newCredential("slack", of: user, attributes)
            #expect(answer.errors == ["provider_user_id: Provider user can't be blank"])
        }
        for wrong in [try number("1.5"), true, ["1"]] as [JSON] {
            let answer = world.newCredential("slack", of: user, ["provider_user_id": wrong])
            #expect(answer.errors == ["provider_user_id: Provider user is not valid"])
        }
        let id = try world.newCredential("slack", of: user, ["provider_user_id": 10_158_512_345]).text("id")
        #expect(world.credential(id)["provider_user_id"] == "10158512345")
        #expect(world.change(id, ["provider_user_id": -5])["provider_user_id"] == "-5")
    }

    @Test("an account with a provider belongs to one credential")
    func duplicates() throws {
        _ = try newProvider("google")
        _ = try newProvider("github")
        let taken = ["provider_user_id: Provider user has already been taken"]
        #expect(world.newCredential("google", of: user, ["provider_user_id": "1"]).status == 201)
        #expect(world.newCredential("google", of: try world.newHuman(), ["provider_user_id": "1"]).errors == taken)
        #expect(world.newCredential("google", of: user, ["provider_user_id": 1]).errors == taken)
        #expect(world.newCredential("github", of: user, ["provider_user_id": "1"]).status == 201)
        let other = try world.newCredential("google", of: user, ["provider_user_id": "2"]).text("id")
        #expect(world.change(other, ["provider_user_id": "1"]).errors == taken)
        #expect(world.change(other, ["provider_user_id": "2"]).status == 200)
    }

    @Test("an update changes what is given, and null takes away")
    func update() throws {
        _ = try newProvider("google")
        let id = try world.newCredential(
            "google", of: user, ["provider_user_id": "1", "access_token": "ya29", "token_expires_at": 100]
        ).text("id")
        let renewed = world.change(id, ["access_token": "ya30"])
        #expect(renewed["access_token"] == "ya30")
        #expect(renewed["token_expires_at"] == 100)
        #expect(renewed["provider_user_id"] == "1")
        let blank = world.change(id, ["access_token": .null, "token_expires_at": .null, "auth_provider_id": .null])
        #expect(blank["access_token"] == nil)
        #expect(blank["token_expires_at"] == nil)
        #expect(blank["provider_user_id"] == "1")
        #expect(
            world.change(id, ["provider_user_id": .null]).errors == ["provider_user_id: Provider user can't be blank"])
        #expect(world.change(id, [:]).object == blank.object)
    }

    @Test("a renewed token is no event, another account is one")
    func events() throws {
        _ = try newProvider("google")
        let id = try world.newCredential("google", of: user, ["provider_user_id": "1"]).text("id")
        let silent: [JSONObject] = [
            [:], ["access_token": "ya29"], ["access_token": "ya30", "token_expires_at": 1_700_000_000],
            ["provider_user_id": "1"], ["auth_provider_id": "google"], ["access_token": .null],
        ]
        for attributes in silent {
            #expect(world.change(id, attributes).status == 200)
        }
        #expect(try world.changes(of: user) == 1)
        #expect(world.change(id, ["provider_user_id": "2", "access_token": "ya31"]).status == 200)
        #expect(try world.changes(of: user) == 2)
        #expect(world.send("DELETE", "/v1/credentials/\(id)").status == 204)
        #expect(try world.changes(of: user) == 3)
    }

    @Test("the token's end is Unix seconds, their text, or ISO 8601, and whole on the way out")
    func expiry() throws {
        _ = try newProvider("google")
        let id = try world.newCredential("google", of: user, ["provider_user_id": "1"]).text("id")
        let spellings: [JSON] = [1_551_484_800, try number("1551484800.25"), "1551484800", "2019-03-02T00:00:00Z"]
        for spelling in spellings {
            #expect(world.change(id, ["token_expires_at": spelling])["token_expires_at"] == 1_551_484_800)
        }
        for wrong in ["tomorrow", true, ["1"], try number("1e300")] as [JSON] {
            #expect(
                world.change(id, ["token_expires_at": wrong]).errors
                    == ["token_expires_at: Token expires at is not valid"])
        }
    }

    @Test("an access token is at most 8 KiB")
    func longToken() throws {
        _ = try newProvider("google")
        let longest = String(repeating: "é", count: 4096)
        let id = try world.newCredential(
            "google", of: user, ["provider_user_id": "1", "access_token": .text(longest)]
        ).text("id")
        #expect(world.credential(id)["access_token"] == .text(longest))
        #expect(
            world.change(id, ["access_token": .text(longest + "x")]).errors
                == ["access_token: Access token is too long (maximum is 8192 bytes)"])
    }

    @Test("a provider in use stays")
    func providerInUse() throws {
        let provider = try newProvider("google")
        let id = try world.newCredential("google", of: user, ["provider_user_id": "1"]).text("id")
        let refusal = world.send("DELETE", "/v1/auth_providers/\(provider)")
        #expect(refusal.status == 409)
        #expect(refusal.errors == ["base: Auth provider is in use"])
        #expect(world.send("DELETE", "/v1/credentials/\(id)").status == 204)
        #expect(world.send("DELETE", "/v1/auth_providers/\(provider)").status == 204)
    }
}

private func number(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }
