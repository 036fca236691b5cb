public import Credentials
import MariaDB

extension Store {
    /// A user's memberships with their orgs, in the order of their ids.
    public mutating func memberships(
        of user: UserID, _ page: PageRequest<MembershipID, Void>, _ grant: Grant<some Operation>
    ) throws -> Page<UserMembership> {
        let (realm, scope) = (grant.realm, ListScope("memberships.user_id", user))
        let rows = try session.rows(
            """
            SELECT \(raw: membershipColumns), \(raw: orgColumns)
            FROM memberships \(raw: membershipPagingHint) LEFT JOIN orgs ON orgs.id = memberships.org_id
            WHERE \(fragment: scope.condition) AND memberships.realm_id = \(realm) AND \(fragment: .unexpired)
            \(fragment: SortColumn.idTail(of: page, in: scope, id: "memberships.id"))
            """
        ) { try UserMembership(row: $0, in: realm) }
        return Page(rows, limit: page.limit)
    }

    /// An org's memberships with their users, in the order of their ids.
    public mutating func memberships(
        of org: OrgID, _ page: PageRequest<MembershipID, Void>, _ grant: Grant<some Operation>
    ) throws -> Page<OrgMember> {
        let (realm, scope) = (grant.realm, ListScope("memberships.org_id", org))
        let rows = try session.rows(
            """
            SELECT \(raw: membershipColumns), \(raw: userColumns)
            FROM memberships \(raw: membershipPagingHint) STRAIGHT_JOIN users ON users.id = memberships.user_id
            WHERE \(fragment: scope.condition) AND memberships.realm_id = \(realm) AND \(fragment: .unexpired)
            \(fragment: SortColumn.idTail(of: page, in: scope, id: "memberships.id"))
            """
        ) { try OrgMember(row: $0, in: realm) }
        return Page(rows, limit: page.limit)
    }

    /// The membership of a user in an org, if there is one.
    public mutating func memberships(
        of user: UserID, in org: OrgID, _ page: PageRequest<MembershipID, Void>, _ grant: Grant<ReadMembership>
    ) throws -> Page<Membership> {
        let realm = grant.realm
        let rows = try session.rows(
            """
            SELECT \(raw: membershipColumns) FROM memberships
            WHERE scope_id = \(org) AND user_id = \(user) AND realm_id = \(realm) AND \(fragment: .unexpired)
            \(fragment: SortColumn.idTail(of: page, id: "memberships.id"))
            """
        ) { try Membership(row: $0, in: realm) }
        return Page(rows, limit: page.limit)
    }

    /// A statement that counts the memberships of a user.
    func membershipCount(of user: UserID, in realm: RealmID) -> SQL {
        """
        SELECT COUNT(*) AS count FROM memberships \(raw: membershipPagingHint)
        WHERE memberships.user_id = \(user) AND memberships.realm_id = \(realm) AND \(fragment: .unexpired)
        """
    }
}

extension PageRequest<MembershipID, Void> {
    /// The memberships that come with their user or org: the oldest, at most as many as the longest page of a list.
    public static var embedded: Self { Self(after: nil, limit: 1000, sort: (), descending: false) }
}
