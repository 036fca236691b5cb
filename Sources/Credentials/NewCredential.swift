public import Secrets

/// What the store needs to make a credential: unlike ``Credential`` it has what is never read back.
public enum NewCredential: Sendable {
    case password(PasswordHash)
    case apiKey(Secret)
    case totp(TOTPDevice)
    case social(CredentialType, SocialLink)

    /// The type that it will have.
    public var type: CredentialType {
        switch self {
        case .password: .password
        case .apiKey: .apiKey
        case .totp: .totp
        case .social(let type, _): type
        }
    }
}
