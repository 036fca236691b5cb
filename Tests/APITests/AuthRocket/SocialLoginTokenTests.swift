import Credentials
import JSON
import TestReceiver
import Testing

@testable import API

@Suite("Social logins with an access token")
struct SocialLoginTokenTests {
    private let world: World
    private let server: OAuthServer
    private let provider: String

    init() throws {
        world = try World()
        server = try OAuthServer()
        provider = try world.newProvider(server)
    }

    @Test("an access token lets its user in, under the provider's id or its type")
    func login() throws {
        let token = server.token(of: ["sub": "1", "email": "sally@example.com", "email_verified": true])
        let answer = world.authorize(provider, token: .text(token))
        #expect(answer.status == 200)
        #expect(answer["object"] == "user")
        #expect(answer["username"] == "sally@example.com")
        let user = try answer.text("id")
        #expect(try world.claims(of: try answer.text("token")).text("uid") == user)
        let credential = world.credential(try world.firstCredential(of: user))
        #expect(credential["access_token"] == .text(token))
        #expect(credential["token_expires_at"] == nil)
        #expect(world.authorize("oauth2", token: .text(token))["id"] == .text(user))
        let rooted: JSON = ["auth_provider": ["access_token": .text(token)]]
        #expect(world.send("POST", "/v1/auth_providers/\(provider)/authorize", rooted).status == 200)
    }

    @Test("a token that the provider does not know lets nobody in")
    func refused() throws {
        let answer = world.authorize(provider, token: "planted-token")
        #expect(answer.status == 422)
        #expect(answer.errors == ["base: Error validating token: invalid_token"])
        #expect(answer["retry_url"] == nil)
        #expect(!answer.bodyText.contains("planted"))
        #expect(try world.userCount() == 0)
    }

    @Test("what cannot be an access token is not sent anywhere")
    func invalid() {
        for blank in [nil, .null, ""] as [JSON?] {
            var body: JSONObject = [:]
            body["access_token"] = blank
            let answer = world.send("POST", "/v1/auth_providers/\(provider)/authorize", .object(body))
            #expect(answer.errors == ["access_token: Access token can't be blank"])
        }
        for wrong in [5, true, ["x"], "a b", "a\r\nX-Evil: 1", "é", "a\0"] as [JSON] {
            #expect(world.authorize(provider, token: wrong).errors == ["access_token: Access token is not valid"])
        }
        let long = String(repeating: "x", count: 8193)
        #expect(
            world.authorize(provider, token: .text(long)).errors
                == ["access_token: Access token is too long (maximum is 8192 bytes)"])
        #expect(server.receiver.connections == 0)
    }

    @Test("providers that are unknown, foreign or of another kind are not found, switched off ones let nobody in")
    func providers() throws {
        let totp = try world.newProvider("totp")
        for name in [totp, "password", "github", "ap_0vfxUBuSuehS6YcFSfc85C"] {
            #expect(world.authorize(name, token: "x").status == 404)
        }
        let target = "/v1/auth_providers/\(provider)/authorize"
        #expect(world.send("POST", target, ["access_token": "x"], key: world.stranger).status == 404)
        #expect(world.send("POST", target, ["access_token": "x"], key: world.read).status == 403)
        world.send("PUT", "/v1/auth_providers/\(provider)", ["auth_provider": ["state": "inactive"]])
        #expect(world.authorize(provider, token: "x").status == 401)
        world.send("PUT", "/v1/auth_providers/\(provider)", ["auth_provider": ["state": "active"]])
        try world.changeRealm(["state": "inactive"])
        #expect(world.authorize(provider, token: "x").status == 401)
        #expect(server.receiver.connections == 0)
    }
}
