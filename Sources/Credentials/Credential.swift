public import Secrets

/// Something with which a user proves who they are (authrocket-v1.md section 5).
public struct Credential: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "crd_"

    /// The credential's id.
    public let id: CredentialID
    /// The realm of its user.
    public let realm: RealmID
    /// The user whose it is.
    public let user: UserID
    /// What kind of credential it is.
    public let type: CredentialType
    /// What belongs to its type.
    public var content: Content

    /// What belongs to some types only.
    public enum Content: Sendable, Equatable {
        case password
        /// The key, where the realm's policy lets it be read.
        case apiKey(Secret?)
        case totp(TOTPDevice)
        case social(SocialLink)
    }

    /// Describes a credential.
    public init(id: CredentialID, realm: RealmID, user: UserID, type: CredentialType, content: Content) {
        self.id = id
        self.realm = realm
        self.user = user
        self.type = type
        self.content = content
    }
}

/// The id of a credential, `crd_…`.
public typealias CredentialID = Identifier<Credential>

/// A device that shows time-based one-time codes.
public struct TOTPDevice: Sendable, Equatable {
    /// The realm's provider that it belongs to.
    public let provider: AuthProviderID
    /// What its owner calls it.
    public var name: String
    /// Whether a right code has been seen yet.
    public var state: State
    /// The shared secret, in base32.
    public let secret: Secret

    /// Whether a right code has been seen yet.
    public enum State: String, Sendable, CaseIterable {
        case new, active
    }

    /// Describes a device.
    public init(provider: AuthProviderID, name: String, state: State, secret: Secret) {
        self.provider = provider
        self.name = name
        self.state = state
        self.secret = secret
    }
}

/// A user's account with an external provider.
public struct SocialLink: Sendable, Equatable {
    /// The realm's provider that it belongs to.
    public var provider: AuthProviderID
    /// The provider's own id of the user.
    public var providerUser: String
    /// What the provider lets the app act with; sealed at rest.
    public var accessToken: Secret?
    /// When that ends.
    public var tokenExpiresAt: Timestamp?

    /// Describes a link.
    public init(provider: AuthProviderID, providerUser: String, accessToken: Secret?, tokenExpiresAt: Timestamp?) {
        self.provider = provider
        self.providerUser = providerUser
        self.accessToken = accessToken
        self.tokenExpiresAt = tokenExpiresAt
    }
}
