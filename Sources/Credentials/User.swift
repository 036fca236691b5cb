public import JSON

/// Somebody or something that logs in to a realm (authrocket-v1.md section 6).
public struct User: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "usr_"

    /// The user's id.
    public let id: UserID
    /// The realm that the user is in.
    public let realm: RealmID
    /// What kind of user it is.
    public let type: UserType
    /// Whether the user may log in.
    public var state: ActivityState
    /// Lower case, unique in the realm, an alternate key in paths.
    public var username: String
    /// Lower case.
    public var email: String?
    /// How far the check of the address has come.
    public var emailVerification: EmailVerification
    /// The first name of a human user.
    public var firstName: String?
    /// The last name of a human user.
    public var lastName: String?
    /// The name of an API user; human users' names derive from the other fields.
    public var givenName: String?
    /// The app's own id for the user.
    public var reference: String?
    /// Whatever the app wants to keep with the user.
    public var custom: JSONObject
    /// When the user last logged in; logins with API keys are noted once a day at most.
    public var lastLoginAt: Timestamp?

    /// A new, active user without anything else.
    public init(id: UserID, realm: RealmID, type: UserType, username: String) {
        self.id = id
        self.realm = realm
        self.type = type
        self.username = username
        state = .active
        emailVerification = .none
        custom = [:]
    }

    /// What to call the user: first and last name, or the name of an API user, else the username.
    public var name: String {
        switch type {
        case .human:
            let full = [firstName, lastName].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
            return full.isEmpty ? username : full
        case .api:
            return givenName ?? username
        }
    }
}

/// The id of a user, `usr_…`.
public typealias UserID = Identifier<User>

/// What kind of user it is, for good.
public enum UserType: String, Sendable, CaseIterable {
    case human, api
}

/// How far the check of a user's e-mail address has come.
public enum EmailVerification: String, Sendable, CaseIterable {
    case none, requested, verified
}
