/// What a user may do, in an org or without one (authrocket-v1.md section 11).
public struct Membership: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "mb_"
}

/// The id of a membership, `mb_…`.
public typealias MembershipID = Identifier<Membership>
