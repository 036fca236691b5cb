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

extension Credential {
    /// The credential that was just made of it for a user. An API key is not in it: whether that may be read again is up to
    /// the realm's policy.
    public init(_ new: NewCredential, id: CredentialID, of user: User) {
        let content: Content =
            switch new {
            case .password: .password
            case .apiKey: .apiKey(nil)
            case .totp(let device): .totp(device)
            case .social(_, let link): .social(link)
            }
        self.init(id: id, realm: user.realm, user: user.id, type: new.type, content: content)
    }
}
