import Credentials
import MariaDB

/// Under names that neither users nor orgs have, for they are read beside theirs.
let membershipColumns: StaticString = """
    memberships.id AS membership_id, memberships.user_id, memberships.org_id, memberships.permissions, \
    memberships.custom AS membership_custom, memberships.expires_at
    """

/// As ``SortColumn/pagingHint``; beside the index of a user or an org, that of their realm is such a candidate too.
let membershipPagingHint: StaticString = "IGNORE INDEX (PRIMARY, memberships_realm)"

extension SQL {
    /// Memberships that count: from the moment they expire they are gone for everybody, swept or not.
    static var unexpired: SQL {
        "(memberships.expires_at IS NULL OR memberships.expires_at > \(Timestamp.now))"
    }
}

extension Membership {
    init(row: Row, in realm: RealmID) throws {
        self.init(id: try row("membership_id"), realm: realm, user: try row("user_id"), org: try row("org_id"))
        permissions = try row("permissions", as: TextList<MembershipPermission>.self).words
        expiresAt = try row("expires_at")
        custom = try row("membership_custom")
    }
}

extension UserMembership {
    init(row: Row, in realm: RealmID) throws {
        let membership = try Membership(row: row, in: realm)
        self.init(membership: membership, org: membership.org == nil ? nil : try Org(row: row))
    }
}

extension OrgMember {
    init(row: Row, in realm: RealmID) throws {
        self.init(membership: try Membership(row: row, in: realm), user: try User(row: row))
    }
}
