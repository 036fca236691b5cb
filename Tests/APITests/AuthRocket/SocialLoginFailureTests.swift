import API
import JSON
import Outgoing
import TestReceiver
import Testing

@testable import API

@Suite("Social logins that come to nothing")
struct SocialLoginFailureTests {
    private static let sally: JSONObject = ["sub": "sally-1", "email": "sally@example.com", "email_verified": true]

    private let world: World
    private let server: OAuthServer
    private let provider: String

    init() throws {
        world = try World()
        server = try OAuthServer()
        provider = try world.newProvider(server)
    }

    private func refusal(_ reason: String) -> [String] { ["base: Error validating code: \(reason)"] }

    @Test("codes that the provider does not know, settings that it does not accept")
    func refused() throws {
        let state = try server.logIn(try world.authorizationURL(provider), as: Self.sally).state
        let wrongCode = world.authorize(("nonsense", state))
        #expect(wrongCode.status == 422)
        #expect(wrongCode["message"] == "Validation error")
        #expect(wrongCode.errors == refusal("invalid_grant"))
        #expect(try wrongCode.text("retry_url").hasPrefix("\(server.receiver.url)/authorize?"))
        let mixed = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        let other = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        #expect(world.authorize((mixed.code, other.state)).errors == refusal("invalid_grant"))
        world.send("PUT", "/v1/auth_providers/\(provider)", ["auth_provider": ["client_secret": "wrong"]])
        #expect(try world.logIn(provider, server, as: Self.sally).errors == refusal("invalid_client"))
        #expect(try world.userCount() == 0)
    }

    @Test("whatever the provider answers, it comes to a clean failure")
    func nonsense() throws {
        let (refused, unreadable, silent) = (
            "the provider refused it", "the provider's answer is not understood", "the provider did not answer"
        )
        let cases: [(Reply, String)] = [
            (.answer(500), refused), (.answer(302, headers: ["Location": "/"]), refused),
            (.answer(400, body: Array(#"{"error":"planted-code"}"#.utf8)), refused),
            (.answer(200, body: Array("<html>".utf8)), unreadable),
            (.answer(200, body: Array(#"{"access_token":"planted-token\n"}"#.utf8)), unreadable),
            (.answer(200, body: [UInt8](repeating: 0x20, count: 2 << 20)), silent), (.hangUp, silent),
            (.raw(Array("nonsense".utf8)), silent),
        ]
        for (reply, reason) in cases {
            for path in ["POST /token", "GET /userinfo"] {
                server.answer(path, with: reply)
                let answer = try world.logIn(provider, server, as: Self.sally)
                #expect(answer.errors == refusal(reason))
                #expect(try answer.text("retry_url").hasPrefix(server.receiver.url))
                server.answer(path, with: nil)
            }
        }
        #expect(!world.log.text.contains("planted"))
        #expect(try world.userCount() == 0)
    }

    @Test("a provider that keeps silent, and one at an address that may not be called, did not answer")
    func silence() throws {
        server.answer("POST /token", with: .silence)
        for policy in [AddressPolicy.loopback, AddressPolicy()] {
            let client = OutgoingClient(policy: policy, timeout: .milliseconds(200))
            var service = try world.newService(outgoing: OutgoingGate(client, limit: 1))
            let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
            let body: JSON = ["code": .text(returned.code), "state": .text(returned.state)]
            let request = world.request("POST", "/v1/auth_providers/authorize", body)
            let answer = service.answer(request)
            #expect(answer.errors == refusal("the provider did not answer"))
            #expect(server.receiver.connections == 1)
        }
    }

    @Test("when too many threads wait for providers the login can be tried again as it is")
    func overload() throws {
        let gate = OutgoingGate(OutgoingClient(policy: .loopback), limit: 1)
        var service = try world.newService(outgoing: gate)
        let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        let body: JSON = ["code": .text(returned.code), "state": .text(returned.state)]
        let request = world.request("POST", "/v1/auth_providers/authorize", body)
        let refused = try gate.pass { _ in service.answer(request) }
        #expect(refused.status == 503)
        #expect(refused.headers["retry-after"] == "1")
        #expect(service.answer(request).status == 200)
    }

    @Test("an inactive realm and an inactive provider let nobody in, a provider that has gone is unknown")
    func inactive() throws {
        let returned = try server.logIn(try world.authorizationURL(provider), as: Self.sally)
        world.send("PUT", "/v1/auth_providers/\(provider)", ["auth_provider": ["state": "inactive"]])
        #expect(world.authorize(returned).status == 401)
        world.send("PUT", "/v1/auth_providers/\(provider)", ["auth_provider": ["state": "active"]])
        try world.changeRealm(["state": "inactive"])
        #expect(world.authorize(returned).status == 401)
        try world.changeRealm(["state": "active"])
        #expect(server.receiver.connections == 0)
        world.send("DELETE", "/v1/auth_providers/\(provider)")
        #expect(world.authorize(returned).errors == refusal("state is not valid"))
    }
}
