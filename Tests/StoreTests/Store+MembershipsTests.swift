import Credentials
import JSON
import MariaDB
import Store
import TestThreads
import Testing

@Suite("Store: memberships")
struct StoreMembershipsTests {
    private let deployment: Deployment

    init() throws {
        deployment = try Deployment()
    }

    /// Makes that many memberships without an org, which end at that time.
    private func fill(_ count: Int, expiring: Timestamp?, _ store: inout Store) throws -> [MembershipID] {
        let (users, grant) = (try deployment.grant(WriteUser.self), try deployment.grant(WriteMembership.self))
        return try (0..<count).map { _ in
            let user = try store.newUser("u\(UInt64.random(in: 0...(.max)))", users)
            var membership = Membership(id: new(), realm: deployment.realm, user: user, org: nil)
            membership.expiresAt = expiring
            try store.insert(membership, grant)
            return membership.id
        }
    }

    private func left() throws -> [MembershipID] {
        try deployment.column("id", "SELECT id FROM memberships ORDER BY id")
    }

    private func told() throws -> [MembershipID] {
        try deployment.column(
            "membership_id",
            "SELECT membership_id FROM events WHERE event_type = 'membership.deleted' ORDER BY membership_id")
    }

    @Test("a sweep takes those that have expired, the longest first, no more than asked, and tells of each")
    func sweep() throws {
        var store = try deployment.store()
        let late = try fill(2, expiring: .now.adding(seconds: -60), &store)
        let early = try fill(3, expiring: .now.adding(seconds: -120), &store)
        let kept = try fill(2, expiring: .now.adding(seconds: 600), &store) + fill(2, expiring: nil, &store)
        #expect(try store.sweepExpiredMemberships(limit: 3) == 3)
        #expect(try told() == early)
        #expect(try store.sweepExpiredMemberships(limit: 3) == 2)
        #expect(try told() == late + early)
        #expect(try store.sweepExpiredMemberships(limit: 3) == 0)
        #expect(try left() == kept)
        let accounts: [AccountID] = try deployment.column(
            "account_id", "SELECT account_id FROM events WHERE event_type = 'membership.deleted'")
        #expect(accounts == Array(repeating: deployment.account, count: 5))
    }

    @Test("what many sweep at once is told once")
    func concurrentSweeps() throws {
        var store = try deployment.store()
        let expired = try fill(40, expiring: .now.adding(seconds: -60), &store)
        let swept = try atOnce(4) { _ in
            var store = try deployment.store()
            return try store.sweepExpiredMemberships(limit: 100)
        }
        #expect(swept.reduce(0, +) == 40)
        #expect(try left() == [] && told() == expired)
    }

    @Test("what is left of a deleted realm is not told of")
    func deletedRealm() throws {
        var store = try deployment.store()
        let expired = try fill(2, expiring: .now.adding(seconds: -60), &store)
        try store.delete(try deployment.grant(ManageRealm.self))
        #expect(try store.sweepExpiredMemberships(limit: 10) == 0)
        #expect(try left() == expired)
        for realm in try store.deletedRealms() { #expect(try store.clear(deleted: realm)) }
        #expect(try left() == [])
    }

    @Test("of a large org's memberships most go ahead of it, those of another org do not")
    func largeOrg() throws {
        var store = try deployment.store()
        let grant = try deployment.grant(WriteOrg.self)
        let (large, small) = (
            Org(id: new(), realm: deployment.realm, name: "l"), Org(id: new(), realm: deployment.realm, name: "s")
        )
        for org in [large, small] { try store.insert(org, grant) }
        try deployment.execute(
            """
            INSERT INTO users (id, realm_id, user_type, state, username, email, email_verification, name, custom)
            SELECT UNHEX(LPAD(HEX(seq), 32, '0')), \(deployment.realm), 'api', 'active', seq, '', 'none', seq, '{}'
            FROM seq_1_to_2500
            """)
        for (org, digit, most) in [(large, "0", 2500), (small, "F", 1000)] {
            try deployment.execute(
                """
                INSERT INTO memberships (id, realm_id, user_id, org_id, scope_id, permissions, custom)
                SELECT UNHEX(CONCAT(\(digit), SUBSTR(HEX(id), 2))), realm_id, id, \(org.id), \(org.id), '[]', '{}'
                FROM users LIMIT \(most)
                """)
        }
        func count(_ org: Org) throws -> [Int] {
            try deployment.column("count", "SELECT COUNT(*) AS count FROM memberships WHERE org_id = \(org.id)")
        }
        try store.deleteMostMemberships(of: small.id, grant)
        #expect(try count(small) == [1000])
        try store.deleteMostMemberships(of: large.id, grant)
        #expect(try count(large) == [500] && count(small) == [1000])
        #expect(try store.delete(large.id, grant))
        #expect(try count(large) == [0] && count(small) == [1000])
    }

    @Test("a membership comes with its org, whole, as login tokens tell it")
    func claims() throws {
        var store = try deployment.store()
        let user = try store.newUser("sally", try deployment.grant())
        var org = Org(id: new(), realm: deployment.realm, name: "Acme")
        org.custom = ["plan": "gold"]
        org.reference = "r"
        org.state = .inactive
        try store.insert(org, try deployment.grant())
        let grant = try deployment.grant(WriteMembership.self)
        var (inside, outside) = (
            Membership(id: new(), realm: deployment.realm, user: user, org: org.id),
            Membership(id: new(), realm: deployment.realm, user: user, org: nil)
        )
        inside.permissions = ["a", "B:*"].compactMap(MembershipPermission.init(rawValue:))
        inside.expiresAt = Timestamp(seconds: 4_102_444_800)
        outside.custom = ["a": [1]]
        for membership in [inside, outside] { try store.insert(membership, grant) }
        let read = try store.memberships(of: user, .embedded, try deployment.grant(AuthenticateUser.self)).items
        #expect(
            read == [
                UserMembership(membership: inside, org: org), UserMembership(membership: outside, org: nil),
            ])
    }
}
