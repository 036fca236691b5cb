/// A membership as its user sees it: with the org that it is in.
public struct UserMembership: Sendable, Equatable {
    /// The membership.
    public let membership: Membership
    /// Its org; `nil` for a membership without one.
    public let org: Org?

    /// Joins a membership and its org.
    public init(membership: Membership, org: Org?) {
        self.membership = membership
        self.org = org
    }
}
