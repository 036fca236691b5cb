public import Credentials
import JSON
import MariaDB

extension Store {
    /// Adds a membership of a user and an org of the grant's realm; to be called in a transaction, for one that has
    /// expired makes room for it.
    ///
    /// - Throws: ``Conflict/membership``.
    public mutating func insert(_ membership: Membership, _ grant: Grant<WriteMembership>) throws {
        let scope = membership.org?.bytes ?? grant.realm.bytes
        try removeExpiredMembership(of: membership.user, in: scope, grant)
        try session.write(
            """
            INSERT INTO memberships (id, realm_id, user_id, org_id, scope_id, permissions, custom, expires_at)
            VALUES (\(membership.id), \(grant.realm), \(membership.user), \(membership.org), \(scope),
                \(TextList(membership.permissions)), \(membership.custom), \(membership.expiresAt))
            """)
    }

    /// The membership with that id.
    public mutating func membership(
        _ id: MembershipID, _ grant: Grant<some MembershipOperation>
    ) throws -> Membership? {
        try membership(where: "memberships.id = \(id) AND \(fragment: .unexpired)", in: grant.realm)
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedMembership(
        _ id: MembershipID, _ grant: Grant<WriteMembership>
    ) throws -> Membership? {
        try membership(where: "memberships.id = \(id) AND \(fragment: .unexpired) FOR UPDATE", in: grant.realm)
    }

    /// Writes what may change of a membership.
    public mutating func update(_ membership: Membership, _ grant: Grant<WriteMembership>) throws {
        try session.execute(
            """
            UPDATE memberships SET permissions = \(TextList(membership.permissions)), custom = \(membership.custom),
                expires_at = \(membership.expiresAt)
            WHERE id = \(membership.id) AND realm_id = \(grant.realm)
            """)
    }

    /// Deletes a membership; `false` when there is none any more.
    public mutating func delete(_ id: MembershipID, _ grant: Grant<WriteMembership>) throws -> Bool {
        try session.execute("DELETE FROM memberships WHERE id = \(id) AND realm_id = \(grant.realm)") == 1
    }

    private mutating func membership(where condition: SQL, in realm: RealmID) throws -> Membership? {
        try session.first(
            """
            SELECT \(raw: membershipColumns) FROM memberships
            WHERE memberships.realm_id = \(realm) AND \(fragment: condition)
            """
        ) { try Membership(row: $0, in: realm) }
    }
}
