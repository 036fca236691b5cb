import API
import Credentials
import JSON
import Secrets
import Store
import TestReceiver
import Testing

@testable import API

@Suite("Social logins with a code")
struct SocialLoginCodeTests {
    private static let sally: JSONObject = [
        "sub": "sally-1", "email": "Sally@Example.com", "email_verified": true, "given_name": "Sally",
        "family_name": "Smith",
    ]

    private let world: World
    private let server: OAuthServer
    private let provider: String

    init() throws {
        world = try World()
        server = try OAuthServer()
        provider = try world.newProvider(server)
    }

    private func refusal(_ reason: String) -> [String] { ["base: Error validating code: \(reason)"] }

    @Test("a user who comes back with a code gets in, with a user, a credential and a token")
    func login() throws {
        let url = try world.authorizationURL(provider)
        let answer = world.authorize(
            try server.logIn(url, as: Self.sally), ["request": ["ip": "192.0.2.1"]], key: world.write)
        #expect(answer.status == 200)
        #expect(answer["object"] == "user")
        #expect(answer["username"] == "sally@example.com")
        #expect(answer["email"] == "sally@example.com")
        #expect(answer["email_verification"] == "verified")
        #expect(answer["name"] == "Sally Smith")
        #expect(answer["last_login_at"] != .null)
        let user = try answer.text("id")
        #expect(try world.claims(of: try answer.text("token")).text("uid") == user)
        let credential = world.credential(try world.firstCredential(of: user))
        #expect(credential["credential_type"] == "oauth2")
        #expect(credential["provider_user_id"] == "sally-1")
        #expect(credential["auth_provider_id"] == .text(provider))
        #expect(try credential.text("access_token").hasPrefix("planted-token-"))
        let lifetime = try credential.object.integer("token_expires_at") - Timestamp.now.seconds
        #expect(3000...3600 ~= lifetime)
        #expect(try world.events(of: user) == ["user.login.succeeded", "user.created"])
        let events = world.send("GET", "/v1/events?user_id=\(user)").collection
        #expect(events.allSatisfy { $0["request"] == ["ip": "192.0.2.1"] })
    }

    @Test("memberships are shown when they are asked for")
    func expansion() throws {
        let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        #expect(world.authorize(returned, ["expand": "memberships"])["memberships"] == [])
    }

    @Test("the body may be rooted, or a form")
    func shapes() throws {
        let first = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        let rooted: JSON = ["auth_provider": ["code": .text(first.code), "state": .text(first.state)]]
        #expect(world.send("POST", "/v1/auth_providers/authorize", rooted).status == 200)
        let second = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        let form = "code=\(second.code)&state=\(second.state)"
        #expect(world.send("POST", "/v1/auth_providers/authorize", form: form).status == 200)
    }

    @Test("the state says in which realm, unless the request names one")
    func realm() throws {
        let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        let other = try world.newRealm()
        let elsewhere = world.authorize(returned, headers: ["x-authrocket-realm": other])
        #expect(elsewhere.errors == refusal("state is not valid"))
        #expect(elsewhere["retry_url"] == nil)
        #expect(world.authorize(returned, headers: ["x-authrocket-realm": ""]).status == 200)
    }

    @Test("a state of a realm that the caller cannot see is no state")
    func foreign() throws {
        let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        for (key, realm) in [(world.stranger, ""), (world.locked, "")] {
            let answer = world.authorize(returned, key: key, headers: ["x-authrocket-realm": realm])
            #expect(answer.errors == refusal("state is not valid"))
        }
        #expect(world.authorize(returned, key: world.stranger).status == 404)
        #expect(world.authorize(returned, key: world.locked).status == 404)
        #expect(world.authorize(returned, key: world.read).status == 403)
        #expect(server.receiver.connections == 0)
        #expect(world.authorize(returned).status == 200)
    }

    @Test(
        "a state is good once, also when several come with it at the same moment, and a failure says where to begin anew"
    )
    func once() throws {
        let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        let body: JSON = ["code": .text(returned.code), "state": .text(returned.state)]
        let statuses = try world.sendAtOnce(
            world.request("POST", "/v1/auth_providers/authorize", body), threads: 6)
        #expect(statuses.sorted() == [200, 422, 422, 422, 422, 422])
        let again = world.authorize(returned)
        #expect(again.errors == refusal("state was used before"))
        let retry = try again.text("retry_url")
        #expect(world.authorize(try server.logIn(retry, as: Self.sally)).status == 200)
    }

    @Test("a state is good for 30 minutes")
    func expiry() throws {
        var store = try world.store()
        let read: Grant<ReadAuthProvider> = try world.grant(&store)
        func returned(age: Int) throws -> (code: String, state: String) {
            let state = OAuthState(
                provider: try #require(AuthProviderID(provider)), redirectURI: "https://app.example/back", nonce: nil,
                issuedAt: Timestamp.now.adding(seconds: -age))
            return ("x", try store.seal(state, read).reveal())
        }
        let late = world.authorize(try returned(age: 1801))
        #expect(late.errors == refusal("state has expired"))
        #expect(try late.text("retry_url").hasPrefix(server.receiver.url))
        #expect(server.receiver.connections == 0)
        #expect(world.authorize(try returned(age: 1740)).errors == refusal("invalid_grant"))
    }

    @Test("a state that was changed is none")
    func tampering() throws {
        let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        for index in stride(from: 0, to: returned.state.count - 2, by: 7) {
            var characters = Array(returned.state)
            characters[index] = characters[index] == "A" ? "B" : "A"
            for headers in [[:], ["x-authrocket-realm": ""]] {
                let answer = world.authorize((returned.code, String(characters)), headers: headers)
                #expect(answer.errors == refusal("state is not valid"))
                #expect(answer["retry_url"] == nil)
            }
        }
        #expect(world.authorize(returned).status == 200)
    }

    @Test("code and state must be there")
    func blank() {
        for realm in [world.realm.description, ""] {
            let answer = world.send(
                "POST", "/v1/auth_providers/authorize", [:], headers: ["x-authrocket-realm": realm])
            #expect(answer.errors == ["code: Code can't be blank", "state: State can't be blank"])
            let wrong = world.send(
                "POST", "/v1/auth_providers/authorize", ["code": 5, "state": ["x"]],
                headers: ["x-authrocket-realm": realm])
            #expect(wrong.errors == ["code: Code is not valid", "state: State is not valid"])
        }
        #expect(world.authorize(("x", "nonsense")).errors == refusal("state is not valid"))
    }

    @Test("a nonce must come back as it was, and a wrong one is told nothing")
    func nonce() throws {
        let query = "redirect_uri=https://app.example/back&nonce=planted-nonce"
        for wrong in [nil, .null, "", "planted-nonc", "planted-nonce2"] as [JSON?] {
            let returned = try server.logIn(try world.authorizationURL(provider, query), as: Self.sally)
            var more: JSONObject = [:]
            more["nonce"] = wrong
            let answer = world.authorize(returned, more)
            #expect(answer.errors == refusal("nonce does not match"))
            #expect(!answer.bodyText.contains("planted-nonce"))
            // There is no second guess.
            #expect(world.authorize(returned, ["nonce": "planted-nonce"]).errors == refusal("state was used before"))
        }
        let returned = try server.logIn(try world.authorizationURL(provider, query), as: Self.sally)
        #expect(world.authorize(returned, ["nonce": "planted-nonce"]).status == 200)
    }
}
