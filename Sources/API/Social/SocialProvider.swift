import Credentials
import Secrets

/// A realm's provider that users can be sent to, for it says under which id its service knows the app.
struct SocialProvider: Sendable, Equatable {
    let id: AuthProviderID
    let type: ProviderType
    let service: SocialService
    let clientID: String
    let clientSecret: Secret?
    let scopes: String

    /// - Returns: `nil` for a provider that is not external, or not configured yet.
    init?(_ provider: AuthProvider) {
        guard case .external(let external) = provider.settings, let clientID = external.clientID,
            let service = SocialService(provider.type, external.endpoints)
        else { return nil }
        id = provider.id
        type = provider.type
        self.service = service
        self.clientID = clientID
        clientSecret = external.clientSecret
        scopes = external.scopes ?? service.scopes
    }

    /// Where the user's browser is to be sent (RFC 6749 section 4.1.1, OpenID Connect Core 1.0 section 3.1.2.1, RFC 7636
    /// section 4.3).
    ///
    /// - Parameter sealed: the state as it was sealed.
    func authorizationURL(_ state: OAuthState, sealed: Secret) -> String {
        var query = [
            (name: "response_type", value: "code"), ("client_id", clientID), ("redirect_uri", state.redirectURI),
            ("scope", scopes), ("state", sealed.reveal()),
        ]
        if service.speaksOpenID, let nonce = state.nonce { query.append(("nonce", nonce.reveal())) }
        if service.takesProofKeys {
            query += [("code_challenge", state.proofKey.challenge), ("code_challenge_method", "S256")]
        }
        return service.endpoints.authorization.appendingQuery(query)
    }
}

extension String {
    /// The URL with more in its query; an endpoint has no fragment (RFC 6749 section 3.1).
    func appendingQuery(_ fields: [(name: String, value: String)]) -> String {
        let base = prefix { $0 != "#" }
        let separator = !base.contains("?") ? "?" : base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&"
        return "\(base)\(separator)\(PercentEncoding.form(fields))"
    }
}
