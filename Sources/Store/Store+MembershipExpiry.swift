public import Credentials
import JSON
import MariaDB

extension Store {
    /// Deletes memberships that have expired, the longest expired first, and tells of each; in one transaction.
    ///
    /// - Parameter limit: the most to delete.
    /// - Returns: how many were deleted. With `limit` of them there may be more.
    @discardableResult
    public mutating func sweepExpiredMemberships(limit: Int) throws -> Int {
        try transaction { store in
            var count = 0
            for expired in try store.expiredMemberships(limit: limit) where try store.remove(expired) { count += 1 }
            return count
        }
    }

    /// Deletes many memberships of a large org, many small transactions long, before the rest goes with the org: one
    /// statement would outlast the time-outs and exceed what Galera replicates at once.
    public mutating func deleteMostMemberships(of org: OrgID, _ grant: Grant<WriteOrg>) throws {
        while try hasManyMemberships(org) {
            try session.execute(
                """
                DELETE FROM memberships WHERE org_id = \(org) AND realm_id = \(grant.realm) ORDER BY id LIMIT 1000
                """)
        }
    }

    /// Makes room for another membership of the same user in the same org, or of the one without an org.
    mutating func removeExpiredMembership(
        of user: UserID, in scope: [UInt8], _ grant: Grant<WriteMembership>
    ) throws {
        let account = grant.policy.account
        let expired = try session.first(
            """
            SELECT id, realm_id, user_id, org_id FROM memberships
            WHERE scope_id = \(scope) AND user_id = \(user) AND expires_at <= \(Timestamp.now)
            """
        ) { ExpiredMembership(account: account, subject: try Event.Subject(membership: $0)) }
        if let expired { _ = try remove(expired) }
    }

    private mutating func expiredMemberships(limit: Int) throws -> [ExpiredMembership] {
        try session.rows(
            """
            SELECT memberships.id, memberships.realm_id, memberships.user_id, memberships.org_id, realms.account_id
            FROM memberships FORCE INDEX (memberships_expiry)
            STRAIGHT_JOIN realms ON realms.id = memberships.realm_id AND NOT realms.deleted
            WHERE memberships.expires_at <= \(Timestamp.now)
            ORDER BY memberships.expires_at, memberships.id LIMIT \(limit)
            """
        ) { ExpiredMembership(account: try $0("account_id"), subject: try Event.Subject(membership: $0)) }
    }

    /// Several processes may sweep at once: the one that deletes tells of it.
    private mutating func remove(_ expired: ExpiredMembership) throws -> Bool {
        let count = try session.execute(
            "DELETE FROM memberships WHERE id = \(expired.subject.membership) AND expires_at <= \(Timestamp.now)")
        guard count == 1 else { return false }
        try record(.membershipDeleted, of: expired.subject, in: expired.account, request: [:])
        return true
    }

    private mutating func hasManyMemberships(_ org: OrgID) throws -> Bool {
        try session.first("SELECT id FROM memberships WHERE org_id = \(org) ORDER BY id LIMIT 1 OFFSET 1000") { _ in
            true
        } ?? false
    }
}

/// A membership that is to be swept, and whom its end is told.
private struct ExpiredMembership: Sendable {
    let account: AccountID
    let subject: Event.Subject
}

extension Event.Subject {
    fileprivate init(membership row: Row) throws {
        self.init(
            realm: try row("realm_id"), user: try row("user_id"), org: try row("org_id"), membership: try row("id"))
    }
}
