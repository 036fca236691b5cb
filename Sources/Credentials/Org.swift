public import JSON

/// A group that users of a realm may be members of (authrocket-v1.md section 11).
public struct Org: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "org_"

    /// The org's id.
    public let id: OrgID
    /// The realm that the org is in.
    public let realm: RealmID
    /// What its owners call it; not unique.
    public var name: String
    /// Whether it is in use; what follows from that is the app's to say.
    public var state: ActivityState
    /// The app's own id for it.
    public var reference: String?
    /// Whatever the app wants to keep with it.
    public var custom: JSONObject

    /// A new, active org without anything else.
    public init(id: OrgID, realm: RealmID, name: String) {
        self.id = id
        self.realm = realm
        self.name = name
        state = .active
        custom = [:]
    }
}

/// The id of an org, `org_…`.
public typealias OrgID = Identifier<Org>
