import JSON
import MariaDB
import TestReceiver
import Testing

@testable import API

@Suite("Secrets of social logins")
struct SocialLoginSecretsTests {
    private let world: World
    private let server: OAuthServer
    private let provider: String

    init() throws {
        world = try World()
        server = try OAuthServer()
        provider = try world.newProvider(server)
    }

    @Test("no code, token, state, nonce or client secret is in the log, in an event or in the database")
    func nowhere() throws {
        let claims: JSONObject = ["sub": "visible-account"]
        var states: [String] = []
        let query = "redirect_uri=https://app.example/back&nonce=planted-nonce"
        for mood in [nil, Reply.answer(500), .answer(400, body: Array("planted-token".utf8)), .hangUp] {
            for path in ["POST /token", "GET /userinfo"] {
                server.answer(path, with: mood)
                let returned = try server.logIn(try world.authorizationURL(provider, query), as: claims)
                states.append(returned.state)
                let answers = [
                    world.authorize(returned), world.authorize(returned, ["nonce": "planted-nonce"]),
                    world.authorize(provider, token: .text(server.token(of: claims))),
                ]
                for answer in answers where answer.status != 200 {
                    #expect(!answer.bodyText.contains("planted-code") && !answer.bodyText.contains("planted-token"))
                    #expect(!answer.bodyText.contains("planted-client-secret"))
                }
                server.answer(path, with: nil)
            }
        }
        let last = try server.logIn(try world.authorizationURL(provider, query), as: claims)
        #expect(world.authorize(last, ["nonce": "planted-nonce"]).status == 200)
        states.append(last.state)
        let told = world.send("GET", "/v1/events?created_at_after=&max_results=1000").bodyText
        let (log, dump) = (world.log.text, try world.dump())
        #expect(Traces(of: "visible-account").occur(in: dump))
        #expect(log.contains("/v1/auth_providers/:id/authorize") && told.contains("user.login.succeeded"))
        for secret in ["planted-code-", "planted-token", "planted-nonce", OAuthServer.clientSecret] + states {
            let traces = Traces(of: secret)
            #expect(!traces.occur(in: log), "\(secret) is in the log")
            #expect(!traces.occur(in: dump), "\(secret) is in the database")
            #expect(!traces.occur(in: told), "\(secret) is in an event")
        }
    }
}
