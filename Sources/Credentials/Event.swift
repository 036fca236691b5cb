public import JSON

/// Something that happened to an account's data (authrocket-v1.md section 9).
public struct Event: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "ev_"

    /// The id, which also holds the time.
    public let id: EventID
    /// What happened.
    public let type: EventType
    /// What it happened to.
    public let subject: Subject
    /// What the app said of the request that caused it: `ip`, `client`.
    public let request: JSONObject

    /// The ids that an event shows.
    public struct Subject: Sendable, Equatable {
        /// The realm that it happened in, or to; `nil` for what concerns all realms of an account.
        public var realm: RealmID?
        /// The user that it happened to.
        public var user: UserID?
        /// The auth provider that it happened to.
        public var authProvider: AuthProviderID?
        /// The org that it happened to.
        public var org: OrgID?
        /// The membership that it happened to.
        public var membership: MembershipID?
        /// The app hook that it happened to.
        public var appHook: AppHookID?

        /// Describes what an event is about.
        public init(
            realm: RealmID?, user: UserID? = nil, authProvider: AuthProviderID? = nil, org: OrgID? = nil,
            membership: MembershipID? = nil, appHook: AppHookID? = nil
        ) {
            self.realm = realm
            self.user = user
            self.authProvider = authProvider
            self.org = org
            self.membership = membership
            self.appHook = appHook
        }
    }

    /// Describes an event.
    public init(id: EventID, type: EventType, subject: Subject, request: JSONObject) {
        self.id = id
        self.type = type
        self.subject = subject
        self.request = request
    }
}

/// The id of an event, `ev_…`.
public typealias EventID = Identifier<Event>

/// The types of events.
public enum EventType: String, Sendable, CaseIterable {
    case appHookCreated = "app_hook.created"
    case appHookUpdated = "app_hook.updated"
    case appHookDeleted = "app_hook.deleted"
    case authProviderCreated = "auth_provider.created"
    case authProviderUpdated = "auth_provider.updated"
    case authProviderDeleted = "auth_provider.deleted"
    case membershipCreated = "membership.created"
    case membershipUpdated = "membership.updated"
    case membershipDeleted = "membership.deleted"
    case orgCreated = "org.created"
    case orgUpdated = "org.updated"
    case orgDeleted = "org.deleted"
    case realmCreated = "realm.created"
    case realmUpdated = "realm.updated"
    case realmDeleted = "realm.deleted"
    case userCreated = "user.created"
    case userUpdated = "user.updated"
    case userDeleted = "user.deleted"
    case emailVerificationRequested = "user.email.verification_requested"
    case emailVerified = "user.email.verified"
    case loginSucceeded = "user.login.succeeded"
    case loginFailed = "user.login.failed"
    case loginInitiated = "user.login.initiated"
    case passwordTokenCreated = "user.password_token.created"
    case passwordTokenConsumed = "user.password_token.consumed"
    case passwordTokenFailed = "user.password_token.failed"
}
