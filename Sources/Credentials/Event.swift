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
        /// The realm that it happened in, or to.
        public var realm: RealmID
        /// The user that it happened to.
        public var user: UserID?
        /// The auth provider that it happened to.
        public var authProvider: AuthProviderID?

        /// Describes what an event is about.
        public init(realm: RealmID, user: UserID? = nil, authProvider: AuthProviderID? = nil) {
            self.realm = realm
            self.user = user
            self.authProvider = authProvider
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
    case authProviderCreated = "auth_provider.created"
    case authProviderUpdated = "auth_provider.updated"
    case authProviderDeleted = "auth_provider.deleted"
    case realmCreated = "realm.created"
    case realmUpdated = "realm.updated"
    case realmDeleted = "realm.deleted"
    case userCreated = "user.created"
    case userUpdated = "user.updated"
    case userDeleted = "user.deleted"
}
