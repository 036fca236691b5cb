import Credentials
import JSON
import Outgoing
import Secrets
import Testing

@testable import API

@Suite("Inspection of access tokens")
struct SocialConversationInspectionTests {
    private static let user = #"{"sub":"7","id":"7"}"#

    private static func script(_ key: String, _ answer: String, status: Int = 200) -> ScriptedProvider {
        ScriptedProvider([
            key: (status, answer), "GET https://graph.facebook.com/me": (200, user),
            "GET https://api.github.com/user": (200, user), "GET https://api.github.com/user/emails": (200, "[]"),
            "GET https://openidconnect.googleapis.com/v1/userinfo": (200, user),
            "GET https://api.linkedin.com/v2/userinfo": (200, user),
        ])
    }

    private func identity(
        _ type: ProviderType, _ script: ScriptedProvider, secret: String? = "app-secret"
    ) throws -> SocialIdentity {
        try SocialConversation(.sample(type, secret: secret), send: script.answer).identity(Secret("at-1"))
    }

    private struct Case {
        let type: ProviderType
        let question: String
        let good: String
        let foreign: [String]
    }

    private static let cases = [
        Case(
            type: .facebook, question: "GET https://graph.facebook.com/debug_token",
            good: #"{"data":{"app_id":"app-id","is_valid":true,"expires_at":1900000000,"user_id":"7"}}"#,
            foreign: [
                #"{"data":{"app_id":"other","is_valid":true}}"#, #"{"data":{"app_id":"app-id","is_valid":false}}"#,
                #"{"data":{"is_valid":true}}"#,
            ]),
        Case(
            type: .github, question: "POST https://api.github.com/applications/app-id/token",
            good: #"{"id":1,"app":{"client_id":"app-id","name":"x"},"user":{"id":7}}"#,
            foreign: [#"{"app":{"client_id":"other"}}"#, "{}"]),
        Case(
            type: .google, question: "POST https://oauth2.googleapis.com/tokeninfo",
            good: #"{"aud":"app-id","azp":"app-id","sub":"7","exp":"1900000000","expires_in":"3599"}"#,
            foreign: [#"{"aud":"other","azp":"app-id"}"#, "{}"]),
        Case(
            type: .linkedin, question: "POST https://www.linkedin.com/oauth/v2/introspectToken",
            good: #"{"active":true,"client_id":"app-id","status":"active","expires_at":1900000000}"#,
            foreign: [
                #"{"active":true,"client_id":"other"}"#, #"{"active":false,"client_id":"app-id"}"#, #"{"active":true}"#,
            ]),
    ]

    @Test("a token of the app is taken", arguments: cases.indices)
    func own(index: Int) throws {
        let sample = Self.cases[index]
        let script = Self.script(sample.question, sample.good)
        let identity = try identity(sample.type, script)
        #expect(identity.profile.account == "7")
        #expect(identity.token.accessToken == Secret("at-1"))
        let end = Timestamp(seconds: 1_900_000_000)
        #expect(identity.token.expiresAt == (sample.type == .github ? nil : end))
        #expect(try #require(script.requests.first).key == sample.question)
    }

    @Test("a token of another app is refused before anything else is asked", arguments: cases.indices)
    func foreign(index: Int) throws {
        let sample = Self.cases[index]
        for answer in sample.foreign {
            let script = Self.script(sample.question, answer)
            #expect(throws: SocialRefusal.foreign) { try identity(sample.type, script) }
            #expect(script.requests.count == 1)
        }
        let refusing = Self.script(sample.question, #"{"error":"invalid_token"}"#, status: 400)
        #expect(throws: SocialRefusal.refused("invalid_token")) { try identity(sample.type, refusing) }
    }

    @Test("the questions that need the app's secret are not asked without it", arguments: cases.indices)
    func withoutSecret(index: Int) throws {
        let sample = Self.cases[index]
        let script = Self.script(sample.question, sample.good)
        guard sample.type != .google else { return _ = try identity(sample.type, script, secret: nil) }
        #expect(throws: SocialRefusal.notConfigured) { try identity(sample.type, script, secret: nil) }
        #expect(script.requests.isEmpty)
    }

    @Test("each question carries what it needs, and the token stays out of URLs where it can")
    func questions() throws {
        let requests = try Self.cases.map { sample in
            let script = Self.script(sample.question, sample.good)
            _ = try identity(sample.type, script)
            return try #require(script.requests.first)
        }
        #expect(requests[0].query["input_token"] == "at-1")
        #expect(requests[0].header("Authorization") == "Bearer app-id|app-secret")
        #expect(requests[1].body == #"{"access_token":"at-1"}"#)
        #expect(requests[1].header("Content-Type") == "application/json")
        #expect(requests[1].header("Authorization") == "Basic YXBwLWlkOmFwcC1zZWNyZXQ=")
        #expect(requests[2].header("Authorization") == "Bearer at-1")
        #expect(requests[2].url.shown == "https://oauth2.googleapis.com/tokeninfo")
        #expect(requests[3].form == ["client_id": "app-id", "client_secret": "app-secret", "token": "at-1"])
    }

    @Test("services that cannot be asked are believed", arguments: [ProviderType.slack, .yahoo, .oauth2])
    func believed(type: ProviderType) throws {
        let script = ScriptedProvider([
            "GET https://slack.com/api/openid.connect.userInfo": (200, #"{"ok":true,"sub":"7"}"#),
            "GET https://api.login.yahoo.com/openid/v1/userinfo": (200, Self.user),
            "GET https://id.example/userinfo": (200, Self.user),
        ])
        #expect(try identity(type, script).profile.account == "7")
        #expect(script.requests.count == 1)
    }
}
