import Credentials
import Store
import Testing

extension StatementPlanTests {
    /// Calls all that the store does with orgs and memberships.
    func exerciseOrgs(_ sally: UserID, _ store: inout Store) throws {
        let write: Grant<WriteOrg> = try deployment.grant()
        let org = Org(id: new(), realm: deployment.realm, name: "n10100")
        try store.insert(org, write)
        for sort in OrgSort.allCases {
            for descending in [false, true] {
                for after in [nil, org.id] {
                    let page = PageRequest(after: after, limit: 10, sort: sort, descending: descending)
                    for filter in OrgFilter.samples { _ = try store.orgs(filter, page, try deployment.grant()) }
                }
            }
        }
        _ = try store.policy(of: org.id)
        _ = try store.hasOrg(org.id, write)
        _ = try store.org(org.id, write)
        try store.update(try #require(try store.lockedOrg(org.id, write)), write)
        try exerciseMemberships(of: sally, in: org.id, &store)
        #expect(try store.delete(org.id, write))
    }

    private func exerciseMemberships(of sally: UserID, in org: OrgID, _ store: inout Store) throws {
        let write: Grant<WriteMembership> = try deployment.grant()
        let membership = Membership(id: new(), realm: deployment.realm, user: sally, org: org)
        try store.insert(membership, write)
        _ = try store.policy(of: membership.id)
        _ = try store.membership(membership.id, write)
        for descending in [false, true] {
            for after in [nil, membership.id] {
                let page = PageRequest<MembershipID, Void>(after: after, limit: 10, sort: (), descending: descending)
                _ = try store.memberships(of: Deployment.busyUser, page, write)
                _ = try store.memberships(of: Deployment.largeOrg, page, write)
                _ = try store.memberships(of: sally, in: org, page, try deployment.grant())
            }
        }
        _ = try store.belongings(of: sally, try deployment.grant(ReadUser.self))
        try store.update(try #require(try store.lockedMembership(membership.id, write)), write)
        #expect(try store.delete(membership.id, write))
        var expired = Membership(id: new(), realm: deployment.realm, user: sally, org: org)
        expired.expiresAt = .now
        try store.insert(expired, write)
        try store.insert(membership, write)
        #expect(try store.sweepExpiredMemberships(limit: 10) == 10)
    }
}

extension OrgFilter {
    fileprivate static var samples: [OrgFilter] {
        var samples = Array(repeating: OrgFilter(), count: 3)
        samples[1].state = .active
        samples[2].reference = "x"
        return samples
    }
}
