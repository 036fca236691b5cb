public import JSON

/// What a user may do, in an org or without one (authrocket-v1.md section 11).
public struct Membership: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "mb_"
    /// The most permissions that one may have.
    public static let maximumPermissions = 2000

    /// The membership's id.
    public let id: MembershipID
    /// The realm that user and org are in.
    public let realm: RealmID
    /// The user who has it.
    public let user: UserID
    /// The org that it is in; a user has one in each, and one without.
    public let org: OrgID?
    /// What it lets the user do, each once.
    public var permissions: [MembershipPermission]
    /// When it ends; from then on it is as if deleted.
    public var expiresAt: Timestamp?
    /// Whatever the app wants to keep with it.
    public var custom: JSONObject

    /// A new membership without permissions and without an end.
    public init(id: MembershipID, realm: RealmID, user: UserID, org: OrgID?) {
        self.id = id
        self.realm = realm
        self.user = user
        self.org = org
        permissions = []
        custom = [:]
    }
}

/// The id of a membership, `mb_…`.
public typealias MembershipID = Identifier<Membership>
