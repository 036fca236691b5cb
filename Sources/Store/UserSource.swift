import Credentials
import MariaDB

/// Where a list reads its users.
struct UserSource: Sendable {
    let tables: SQL
    let scope: ListScope
    /// What the users of the list have in common.
    let condition: SQL

    /// All users of a realm.
    init(realm: RealmID) {
        tables = "users \(raw: SortColumn.pagingHint)"
        scope = ListScope("users.realm_id", realm)
        condition = scope.condition
    }

    /// The members of an org, to be put in order when they have been found; those of their ids is their memberships'.
    init(org: OrgID, in realm: RealmID) {
        tables = """
            memberships FORCE INDEX (memberships_scope) STRAIGHT_JOIN users ON users.id = memberships.user_id
            """
        scope = ListScope("memberships.scope_id", org)
        condition = "\(fragment: scope.condition) AND users.realm_id = \(realm) AND \(fragment: .unexpired)"
    }

    /// The members of an org that has very many, to be found by going through the realm's users in order.
    init(largeOrg: OrgID, in realm: RealmID) {
        let users = UserSource(realm: realm)
        tables = "\(fragment: users.tables) STRAIGHT_JOIN memberships ON memberships.user_id = users.id"
        scope = users.scope
        condition = "\(fragment: scope.condition) AND memberships.scope_id = \(largeOrg) AND \(fragment: .unexpired)"
    }
}

extension Store {
    /// Where a list reads its users, so that neither a large org nor a large realm makes it slow.
    mutating func userSource(
        _ filter: UserFilter, _ page: PageRequest<UserID, UserSort>, _ realm: RealmID
    ) throws -> UserSource {
        guard let org = filter.org else { return UserSource(realm: realm) }
        let isLarge = try page.sort != .id && hasManyMembers(org)
        return isLarge ? UserSource(largeOrg: org, in: realm) : UserSource(org: org, in: realm)
    }

    private mutating func hasManyMembers(_ org: OrgID) throws -> Bool {
        try session.first("SELECT 1 AS found FROM memberships WHERE scope_id = \(org) LIMIT 1 OFFSET 10000") { _ in
            true
        } ?? false
    }
}
