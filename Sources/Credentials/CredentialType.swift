/// The types of credentials (authrocket-v1.md section 5.1).
public enum CredentialType: String, Sendable, CaseIterable {
    case password, totp
    case apiKey = "api_key"
    case facebook, github, google, linkedin, oauth2, slack, yahoo

    /// The type of auth provider that a credential of this type belongs to; API keys need none.
    public var provider: ProviderType? {
        ProviderType(rawValue: rawValue)
    }
}
