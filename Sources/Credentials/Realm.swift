public import JSON

/// A separate population of users with its own rules (authrocket-v1.md section 7).
public struct Realm: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "rl_"

    /// The realm's id.
    public let id: RealmID
    /// The account that owns it.
    public let account: AccountID
    /// What its owners call it; not unique.
    public var name: String
    /// Whether its users may log in.
    public var state: ActivityState
    /// The app's own id for it.
    public var reference: String?
    /// Whatever the app wants to keep with it.
    public var custom: JSONObject
    /// What human users' names must look like.
    public var usernameValidation: UsernameValidation
    /// Once false it stays false.
    public var requireUniqueEmails: Bool
    /// What generated API keys begin with.
    public var apiKeyPrefix: String?
    /// What is kept of API keys.
    public var apiKeyPolicy: APIKeyPolicy
    /// What signs its login tokens.
    public var jwtAlgorithm: JWTAlgorithm
    /// What login tokens carry beside the user's name.
    public var jwtFields: [JWTField]
    /// Whether its login sessions are kept.
    public var sessionType: SessionType
    /// The lifetime of a login token, in minutes.
    public var sessionMinutes: Int
    /// The lifetime of a token that was got with an API key, in minutes; 0 is without end.
    public var apiKeyMinutes: Int
    /// Whatever links the app wants to keep with it.
    public var resourceLinks: [JSON]

    /// A new realm with the documented defaults.
    public init(id: RealmID, account: AccountID, name: String) {
        self.id = id
        self.account = account
        self.name = name
        state = .active
        custom = [:]
        usernameValidation = .standard
        requireUniqueEmails = true
        apiKeyPolicy = .hash
        jwtAlgorithm = .hs256
        jwtFields = []
        sessionType = .managed
        sessionMinutes = 360
        apiKeyMinutes = 0
        resourceLinks = []
    }
}

/// The id of a realm, `rl_…`.
public typealias RealmID = Identifier<Realm>

/// Whether something takes part in authentication.
public enum ActivityState: String, Sendable, CaseIterable {
    case active, inactive
}

/// What is kept of an API key beside its digest.
public enum APIKeyPolicy: String, Sendable, CaseIterable {
    /// The key itself, sealed: every get shows it.
    case encrypt
    /// Nothing: the answer to the change that made it is the only one that shows it.
    case hash
}

/// What a human user's name must look like.
public enum UsernameValidation: String, Sendable, CaseIterable {
    case standard, email
}

/// Whether login sessions are kept in the database.
public enum SessionType: String, Sendable, CaseIterable {
    case managed, unmanaged
}

/// What signs login tokens.
public enum JWTAlgorithm: String, Sendable, CaseIterable {
    case hs256, rs256
}

/// What a login token may carry beside the user's name.
public enum JWTField: String, Sendable, CaseIterable {
    case custom, memberships, orgs
}
