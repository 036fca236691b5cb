public import Secrets

/// A way of authenticating that a realm offers (authrocket-v1.md section 8).
public struct AuthProvider: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "ap_"

    /// The provider's id.
    public let id: AuthProviderID
    /// The realm that offers it.
    public let realm: RealmID
    /// What kind of provider it is.
    public let type: ProviderType
    /// What its owners call it.
    public var name: String
    /// Whether it may be used to log in.
    public var state: ActivityState
    /// What belongs to its type.
    public var settings: Settings

    /// What belongs to some types only.
    public enum Settings: Sendable, Equatable {
        case password(PasswordRules)
        case totp
        case external(ExternalProvider)
    }

    /// A new, active provider.
    public init(id: AuthProviderID, realm: RealmID, type: ProviderType, settings: Settings) {
        self.id = id
        self.realm = realm
        self.type = type
        self.name = type.title
        self.state = .active
        self.settings = settings
    }
}

/// The id of an auth provider, `ap_…`.
public typealias AuthProviderID = Identifier<AuthProvider>

/// How to reach somebody else's login service.
public struct ExternalProvider: Sendable, Equatable {
    /// The id under which the provider knows the app (RFC 6749 section 2.2).
    public var clientID: String?
    /// The secret that goes with it; sealed at rest.
    public var clientSecret: Secret?
    /// What the app asks for, separated as the provider wants it.
    public var scopes: String?
    /// The endpoints of a provider of type `oauth2`; the other types know theirs.
    public var endpoints: Endpoints?

    /// Describes a provider.
    public init(clientID: String?, clientSecret: Secret?, scopes: String?, endpoints: Endpoints?) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.scopes = scopes
        self.endpoints = endpoints
    }

    /// The URLs of an OAuth 2.0 service, named as in OpenID Connect Discovery 1.0.
    public struct Endpoints: Sendable, Equatable {
        /// Where users are sent to.
        public var authorization: String
        /// Where codes are exchanged for tokens.
        public var token: String
        /// Where to ask who the user is.
        public var userinfo: String

        /// Describes endpoints.
        public init(authorization: String, token: String, userinfo: String) {
            self.authorization = authorization
            self.token = token
            self.userinfo = userinfo
        }
    }
}

/// The types of auth providers; a realm has at most one of each, but for `oauth2`.
public enum ProviderType: String, Sendable, CaseIterable {
    case password, totp, facebook, github, google, linkedin, oauth2, slack, yahoo

    /// Whether a realm may have only one of this type.
    public var isSole: Bool { self != .oauth2 }

    /// The name of a provider that was created without one.
    public var title: String {
        switch self {
        case .password: "Password"
        case .totp: "TOTP"
        case .facebook: "Facebook"
        case .github: "GitHub"
        case .google: "Google"
        case .linkedin: "LinkedIn"
        case .oauth2: "OAuth 2.0"
        case .slack: "Slack"
        case .yahoo: "Yahoo"
        }
    }
}
