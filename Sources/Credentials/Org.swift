/// A group that users of a realm may be members of (authrocket-v1.md section 11).
public struct Org: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "org_"
}

/// The id of an org, `org_…`.
public typealias OrgID = Identifier<Org>
