import Credentials

/// How an external login service is spoken to.
struct SocialService: Sendable, Equatable {
    let endpoints: ExternalProvider.Endpoints
    /// What is asked for where the provider's settings name no scopes.
    let scopes: String
    /// Whether it takes a nonce, and shows it again in an ID token (OpenID Connect Core 1.0 section 3.1.2.1).
    let speaksOpenID: Bool
    /// Whether it takes proof keys (RFC 7636).
    let takesProofKeys: Bool

    /// The service of a provider of that type; `nil` for what is none, or has no endpoints.
    ///
    /// - Parameter endpoints: those of a provider of type `oauth2`; the other types know theirs.
    init?(_ type: ProviderType, _ endpoints: ExternalProvider.Endpoints?) {
        switch type {
        case .password, .totp: return nil
        case .facebook: self = .facebook
        case .github: self = .github
        case .google: self = .google
        case .linkedin: self = .linkedin
        case .slack: self = .slack
        case .yahoo: self = .yahoo
        case .oauth2:
            guard let endpoints else { return nil }
            self.init(endpoints: endpoints)
        }
    }

    /// OpenID Connect as it is written; a plain OAuth 2.0 service ignores what it does not know (RFC 6749 section 3.1).
    private init(endpoints: ExternalProvider.Endpoints) {
        self.init(endpoints, scopes: "openid profile email")
    }

    init(
        _ endpoints: ExternalProvider.Endpoints, scopes: String, speaksOpenID: Bool = true, takesProofKeys: Bool = true
    ) {
        self.endpoints = endpoints
        self.scopes = scopes
        self.speaksOpenID = speaksOpenID
        self.takesProofKeys = takesProofKeys
    }
}
