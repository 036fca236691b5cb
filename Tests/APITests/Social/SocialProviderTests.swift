import Credentials
import JSON
import Secrets
import Testing

@testable import API

@Suite("Social provider")
struct SocialProviderTests {
    private let state = OAuthState(
        provider: AuthProviderID(number: 5), redirectURI: "https://app.example/back?a=b&c", nonce: Secret("n-0S6"),
        issuedAt: .now, proofKey: ProofKey(verifier: Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")))

    private func query(_ provider: SocialProvider) throws -> JSONObject {
        let url = provider.authorizationURL(state, sealed: Secret("sealed_state"))
        return try JSONObject(formEncoded: url.split(separator: "?", maxSplits: 1)[1].utf8)
    }

    @Test("every URL names the app, where to come back to, the scopes and the state", arguments: SocialProvider.types)
    func common(type: ProviderType) throws {
        let query = try query(.sample(type))
        #expect(query["response_type"] == "code")
        #expect(query["client_id"] == "app-id")
        #expect(query["redirect_uri"] == "https://app.example/back?a=b&c")
        #expect(query["state"] == "sealed_state")
        #expect(query["scope"]?.text?.contains("email") == true)
        #expect(try self.query(.sample(type, scopes: "one,two three"))["scope"] == "one,two three")
    }

    @Test("a nonce goes to those who show it again, a proof key to those who take one", arguments: SocialProvider.types)
    func extras(type: ProviderType) throws {
        let query = try query(.sample(type))
        let speaksOpenID = ![.facebook, .github].contains(type)
        #expect(query["nonce"] == (speaksOpenID ? "n-0S6" : nil))
        let takesProofKeys = ![.facebook, .linkedin, .slack].contains(type)
        #expect(
            query["code_challenge"] == (takesProofKeys ? "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM" : nil))
        #expect(query["code_challenge_method"] == (takesProofKeys ? "S256" : nil))
    }

    @Test("a state without a nonce sends none")
    func withoutNonce() throws {
        let plain = OAuthState(provider: state.provider, redirectURI: "https://x.example", nonce: nil, issuedAt: .now)
        let url = try SocialProvider.sample(.google).authorizationURL(plain, sealed: Secret("s"))
        #expect(!url.contains("nonce"))
    }

    @Test(
        "known services are reached under HTTPS and no other host",
        arguments: [
            (ProviderType.facebook, "https://www.facebook.com/"), (.github, "https://github.com/"),
            (.google, "https://accounts.google.com/"), (.linkedin, "https://www.linkedin.com/"),
            (.slack, "https://slack.com/"), (.yahoo, "https://api.login.yahoo.com/"),
            (.oauth2, "https://id.example/"),
        ])
    func hosts(type: ProviderType, start: String) throws {
        #expect(try SocialProvider.sample(type).authorizationURL(state, sealed: Secret("s")).hasPrefix(start))
    }

    @Test("an endpoint's own query stays, its fragment goes")
    func ownQuery() throws {
        for (endpoint, start) in [
            ("https://id.example/a?tenant=x", "https://id.example/a?tenant=x&response_type="),
            ("https://id.example/a?", "https://id.example/a?response_type="),
            ("https://id.example/a#top", "https://id.example/a?response_type="),
        ] {
            let provider = try SocialProvider.sample(.oauth2, authorization: endpoint)
            #expect(provider.authorizationURL(state, sealed: Secret("s")).hasPrefix(start))
        }
    }

    @Test("a provider without client or endpoints, or of another kind, is none")
    func unconfigured() {
        func provider(_ type: ProviderType, _ settings: AuthProvider.Settings) -> SocialProvider? {
            SocialProvider(
                AuthProvider(
                    id: AuthProviderID(number: 1), realm: RealmID(number: 1), type: type, settings: settings))
        }
        let empty = ExternalProvider(clientID: nil, clientSecret: nil, scopes: nil, endpoints: nil)
        let named = ExternalProvider(clientID: "x", clientSecret: nil, scopes: nil, endpoints: nil)
        #expect(provider(.password, .password(.initial)) == nil)
        #expect(provider(.totp, .totp) == nil)
        #expect(provider(.google, .external(empty)) == nil)
        #expect(provider(.oauth2, .external(named)) == nil)
        #expect(provider(.google, .external(named)) != nil)
    }
}
