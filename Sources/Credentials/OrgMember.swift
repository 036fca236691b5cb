/// A membership as its org sees it: with the user who has it.
public struct OrgMember: Sendable, Equatable {
    /// The membership.
    public let membership: Membership
    /// Its user.
    public let user: User

    /// Joins a membership and its user.
    public init(membership: Membership, user: User) {
        self.membership = membership
        self.user = user
    }
}
