import Credentials
import JSON
import Outgoing
import Secrets
import Testing

@testable import API

@Suite("Social conversation")
struct SocialConversationTests {
    private static let tokenURLs: [ProviderType: String] = [
        .facebook: "https://graph.facebook.com/oauth/access_token",
        .github: "https://github.com/login/oauth/access_token", .google: "https://oauth2.googleapis.com/token",
        .linkedin: "https://www.linkedin.com/oauth/v2/accessToken", .oauth2: "https://id.example/token",
        .slack: "https://slack.com/api/openid.connect.token", .yahoo: "https://api.login.yahoo.com/oauth2/get_token",
    ]
    private static let userURLs: [ProviderType: String] = [
        .facebook: "https://graph.facebook.com/me", .github: "https://api.github.com/user",
        .google: "https://openidconnect.googleapis.com/v1/userinfo", .linkedin: "https://api.linkedin.com/v2/userinfo",
        .oauth2: "https://id.example/userinfo", .slack: "https://slack.com/api/openid.connect.userInfo",
        .yahoo: "https://api.login.yahoo.com/openid/v1/userinfo",
    ]

    private let state = OAuthState(
        provider: AuthProviderID(number: 5), redirectURI: "https://app.example/back", nonce: Secret("n"),
        issuedAt: .now)

    private func script(
        _ type: ProviderType, token: String = #"{"access_token":"at-1","token_type":"bearer","expires_in":60}"#,
        user: String = #"{"sub":"7","id":"7","email":"a@b.example","email_verified":true}"#
    ) throws -> ScriptedProvider {
        ScriptedProvider([
            "POST \(try #require(Self.tokenURLs[type]))": (200, token),
            "GET \(try #require(Self.userURLs[type]))": (200, user),
            "GET https://api.github.com/user/emails": (
                200, #"[{"email":"c@d.example","primary":true,"verified":true}]"#
            ),
        ])
    }

    private func exchange(
        _ type: ProviderType, _ script: ScriptedProvider, secret: String? = "app-secret"
    ) throws -> SocialIdentity {
        try SocialConversation(.sample(type, secret: secret), send: script.answer).identity(
            Secret("the code"), of: state)
    }

    @Test("a code is exchanged with all that belongs to it", arguments: SocialProvider.types)
    func exchange(type: ProviderType) throws {
        let script = try script(type)
        let identity = try exchange(type, script)
        let form = try #require(script.requests.first).form
        #expect(form["grant_type"] == "authorization_code")
        #expect(form["code"] == "the code")
        #expect(form["redirect_uri"] == "https://app.example/back")
        #expect(form["client_id"] == "app-id")
        #expect(form["client_secret"] == "app-secret")
        let takesProofKeys = ![.facebook, .linkedin, .slack].contains(type)
        #expect(form["code_verifier"] == (takesProofKeys ? .text(state.proofKey.verifier.reveal()) : nil))
        #expect(identity.token.accessToken == Secret("at-1"))
        #expect(identity.profile.account == "7")
        #expect(identity.link.provider == state.provider)
        #expect(identity.link.providerUser == "7")
        #expect(identity.link.tokenExpiresAt != nil)
    }

    @Test("the user is asked for with the token in a header, by somebody with a name", arguments: SocialProvider.types)
    func userinfo(type: ProviderType) throws {
        let script = try script(type)
        _ = try exchange(type, script)
        #expect(script.requests.count == (type == .github ? 3 : 2))
        for request in script.requests {
            #expect(request.header("Accept") == "application/json")
            #expect(request.header("User-Agent") == "Credence")
            #expect(!request.url.shown.contains("at-1"))
        }
        for request in script.requests.dropFirst() { #expect(request.header("Authorization") == "Bearer at-1") }
    }

    @Test("a public client sends no secret")
    func publicClient() throws {
        let script = try script(.oauth2)
        _ = try exchange(.oauth2, script, secret: nil)
        #expect(try #require(script.requests.first).form["client_secret"] == nil)
    }

    @Test("GitHub's addresses are asked for, and can be missing")
    func addresses() throws {
        #expect(try exchange(.github, try script(.github)).profile.email == "c@d.example")
        let silent = ScriptedProvider([
            "POST https://github.com/login/oauth/access_token": (200, "access_token=at-1&scope=&token_type=bearer"),
            "GET https://api.github.com/user": (200, #"{"id":7,"email":"a@b.example"}"#),
            "GET https://api.github.com/user/emails": (404, #"{"message":"Not Found"}"#),
        ])
        let profile = try exchange(.github, silent).profile
        #expect(profile.email == "a@b.example")
        #expect(!profile.isEmailVerified)
    }

    @Test("Facebook is shown proof of the app's secret")
    func appSecretProof() throws {
        let script = try script(.facebook)
        _ = try exchange(.facebook, script)
        let query = try #require(script.requests.last).query
        #expect(query["fields"] == "id,email,first_name,last_name,name")
        // HMAC-SHA-256 of at-1 under app-secret, computed with openssl.
        #expect(
            query["appsecret_proof"] == "cde5a8e65ca39691e21edf7b21afca8bc925bc262e1e45d3716a7059d0ac7f4a")
    }

    @Test("an ID token must be for this app, this login and this user")
    func idToken() throws {
        func token(_ claims: String) -> String {
            #"{"access_token":"at-1","id_token":"\#(IDTokenTests.text(claims))"}"#
        }
        let good = try script(.google, token: token(#"{"aud":"app-id","sub":"7","nonce":"n"}"#))
        #expect(try exchange(.google, good).profile.account == "7")
        for claims in [
            #"{"aud":"other","sub":"7","nonce":"n"}"#, #"{"aud":"app-id","sub":"8","nonce":"n"}"#,
            #"{"aud":"app-id","sub":"7","nonce":"m"}"#,
        ] {
            let bad = try script(.google, token: token(claims))
            #expect(throws: SocialRefusal.foreign) { try exchange(.google, bad) }
        }
    }

    @Test("what goes wrong on the way is told apart")
    func failures() throws {
        #expect(throws: SocialRefusal.unreachable(.unreachable)) { try exchange(.google, ScriptedProvider([:])) }
        let refusing = try script(.google, token: #"{"error":"invalid_grant"}"#)
        #expect(throws: SocialRefusal.refused("invalid_grant")) { try exchange(.google, refusing) }
        #expect(refusing.requests.count == 1)
        #expect(throws: SocialRefusal.unreadable) { try exchange(.google, try script(.google, token: "<html>")) }
        #expect(throws: SocialRefusal.unreadable) { try exchange(.google, try script(.google, user: "{}")) }
        #expect(throws: SocialRefusal.refused("invalid_auth")) {
            try exchange(.slack, try script(.slack, user: #"{"ok":false,"error":"invalid_auth"}"#))
        }
    }
}
