import Credentials
import JSON
import MariaDB
import Secrets
import Store
import Testing

@Suite("Store: realms")
struct StoreRealmsTests {
    private let deployment: Deployment

    init() throws {
        deployment = try Deployment(policy: .encrypt)
    }

    /// Puts one of everything into a realm.
    private func fill(_ realm: RealmID, _ store: inout Store) throws {
        let (write, create) = (
            try deployment.grant(WriteUser.self, in: realm), try deployment.grant(CreateCredential.self, in: realm)
        )
        let manage = try deployment.grant(ManageAuthProvider.self, in: realm)
        let (sally, robot) = (try store.newUser("sally", write), try store.newUser("robot", write, type: .api))
        try store.insert(.password(PasswordHash(phc: "$x$")), id: new(), for: sally, create)
        try store.insert(.apiKey(Secret("the-one-key")), id: new(), for: robot, create)
        _ = try store.newDevice(of: sally, try store.newProvider(.totp, manage), create)
        let link = SocialLink(
            provider: try store.newProvider(.google, manage), providerUser: "1", accessToken: Secret("x"),
            tokenExpiresAt: .now)
        try store.insert(.social(.google, link), id: new(), for: sally, create)
        let login: Grant<AuthenticateUser> = try deployment.grant(in: realm)
        try store.insert(.generate(for: .password), for: sally, at: .now, login)
        try store.insert(LoginSession(id: new(), user: sally, expiresAt: .now, request: [:]), login)
        _ = try store.lockedPasswordLimits(of: sally, from: LoginSource(address: nil, key: new()), login)
        let state = OAuthState(provider: new(), redirectURI: "https://app.example", nonce: nil, issuedAt: .now)
        let sealed = try store.seal(state, try deployment.grant(ReadAuthProvider.self, in: realm))
        #expect(try store.use(try #require(SealedToken(sealed.reveal())), until: .now, login))
        let org = Org(id: new(), realm: realm, name: "Acme")
        try store.insert(org, try deployment.grant(in: realm))
        try store.insert(
            Membership(id: new(), realm: realm, user: sally, org: org.id), try deployment.grant(in: realm))
        try store.record(
            .userUpdated, of: Event.Subject(realm: realm, user: sally), in: deployment.account, request: [:])
        let hooks = try deployment.grant(ManageAppHook.self, in: realm)
        try store.insert(.sample(in: hooks), in: hooks, try hooks.caller.grant(ManageAppHook.self))
        let key = AccessKey(
            id: new(), account: deployment.account, realm: realm, name: "locked", permission: .read, legacy: false,
            revoked: false)
        try store.insert(key, digest: Digest.sha256(key.id.bytes))
        let importing = try deployment.grant(ImportUsers.self, in: realm)
        try store.beginImport(of: Digest.sha256([]), ImportProgress(keepsReport: false), importing)
    }

    /// How many rows of each table belong to a realm; guards belong to one by their credential.
    private func rows(of realm: RealmID) throws -> [String: Int] {
        let tables: [String] = try deployment.column(
            "name",
            """
            SELECT table_name AS name FROM information_schema.columns
            WHERE table_schema = DATABASE() AND column_name = 'realm_id'
            """)
        var counts: [String: Int] = [:]
        for table in tables {
            let id = realm.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let count: [Int] = try deployment.column(
                "count", SQL(stringLiteral: "SELECT COUNT(*) AS count FROM `\(table)` WHERE realm_id = x'\(id)'"))
            counts[table] = count[0]
        }
        let realms: [RealmID] = try deployment.column("id", "SELECT id FROM realms WHERE id = \(realm)")
        counts["realms"] = realms.count
        return counts
    }

    private func delete(_ realm: RealmID, _ store: inout Store) throws {
        let manage = try deployment.grant(ManageRealm.self, in: realm)
        try store.transaction { store in
            try store.delete(manage)
            try store.record(.realmDeleted, of: Event.Subject(realm: realm), in: deployment.account, request: [:])
        }
    }

    @Test("a deleted realm is hidden and its keys are gone before its users are, whom a sweep deletes")
    func hiding() throws {
        var store = try deployment.store()
        try fill(deployment.realm, &store)
        try delete(deployment.realm, &store)
        #expect(try store.policy(of: deployment.realm) == nil)
        #expect(try store.allRealms().isEmpty)
        let halfway = try rows(of: deployment.realm)
        #expect(["data_keys", "app_hooks", "access_keys"].allSatisfy { halfway[$0] == 0 })
        #expect(halfway["users"] == 2 && halfway["realms"] == 1)
        #expect(try store.deletedRealms() == [deployment.realm])
        #expect(try [store.clear(deleted: deployment.realm), store.clear(deleted: deployment.realm)] == [true, false])
        #expect(try store.deletedRealms().isEmpty)
        #expect(try rows(of: deployment.realm).filter { $0.value > 0 } == ["realm_tombstones": 1])
    }

    @Test("clearing goes on where it was interrupted, between batches of 200 rows")
    func interruption() throws {
        var store = try deployment.store()
        try deployment.execute(
            """
            INSERT INTO events (id, account_id, realm_id, subject_realm_id, event_type, request)
            SELECT UNHEX(CONCAT(IF(seq MOD 2, '0', 'F'), LPAD(HEX(seq), 31, '0'))), \(deployment.account),
                \(deployment.realm), \(deployment.realm), 'user.updated', '{}' FROM seq_1_to_450
            """)
        try delete(deployment.realm, &store)
        let before = try rows(of: deployment.realm)["events"] ?? 0
        #expect(before > 400)
        // Memberships, orgs, users, one batch of events.
        var left = 4
        let isCleared = try store.clear(deleted: deployment.realm) {
            left -= 1
            return left >= 0
        }
        #expect(try !isCleared && rows(of: deployment.realm)["events"] == before - 200)
        #expect(try store.clear(deleted: deployment.realm))
        #expect(try rows(of: deployment.realm).filter { $0.value > 0 } == ["realm_tombstones": 1])
    }

    @Test("what an account's hook was still to be told of a realm is not told when that is deleted, save that it is")
    func untold() throws {
        var store = try deployment.store()
        let hook = AppHook(
            id: new(), account: deployment.account, realm: nil, destination: Secret("https://example.com/"),
            signingSecret: .generate())
        try store.insert(hook, in: nil, try deployment.caller.grant(ManageAppHook.self))
        try store.record(
            .realmUpdated, of: Event.Subject(realm: deployment.realm), in: deployment.account, request: [:])
        try delete(deployment.realm, &store)
        let later = Timestamp.now.adding(seconds: 1)
        let told = try (0..<2).map { _ in
            let lease = later.adding(seconds: 60)
            let claim = try #require(try store.claimNotification(at: later, leaseUntil: lease, passingOver: []))
            return try store.delivery(claim)?.event.type
        }
        #expect(told == [nil, .realmDeleted])
    }

    @Test("a realm that is not deleted is not cleared")
    func clearing() throws {
        var store = try deployment.store()
        try fill(deployment.realm, &store)
        let before = try rows(of: deployment.realm)
        #expect(try store.deletedRealms().isEmpty)
        #expect(try !store.clear(deleted: deployment.realm))
        #expect(try rows(of: deployment.realm) == before)
    }

    @Test("a deleted realm leaves a tombstone and the event that tells of it, nothing else")
    func deletion() throws {
        var store = try deployment.store()
        let other = try store.newRealm(of: deployment.account, policy: .encrypt)
        try fill(deployment.realm, &store)
        try fill(other, &store)
        let before = try rows(of: deployment.realm)
        #expect(before.filter { $0.value == 0 }.map(\.key) == ["realm_tombstones"])
        let others = try rows(of: other)

        try delete(deployment.realm, &store)
        #expect(try store.clear(deleted: deployment.realm))
        let left = try rows(of: deployment.realm).filter { $0.value > 0 }
        #expect(left == ["realm_tombstones": 1])
        let events: [EventType] = try deployment.column(
            "event_type", "SELECT event_type FROM events WHERE subject_realm_id = \(deployment.realm)")
        #expect(events == [.realmDeleted])
        let guards: [Int] = try deployment.column("count", "SELECT COUNT(*) AS count FROM totp_guards")
        #expect(guards == [1])
        #expect(try rows(of: other) == others)
        #expect(try store.wasDeleted(deployment.realm, by: deployment.caller))
        #expect(try !store.wasDeleted(other, by: deployment.caller))
    }

    @Test("a tombstone is its account's own")
    func tombstones() throws {
        var store = try deployment.store()
        try delete(deployment.realm, &store)
        let stranger = Caller(key: new(), account: new(), permission: .manage, realmLock: nil)
        #expect(try !store.wasDeleted(deployment.realm, by: stranger))
    }

    @Test("a reset takes the users and leaves the configuration")
    func reset() throws {
        var store = try deployment.store()
        try fill(deployment.realm, &store)
        let before = try rows(of: deployment.realm)
        try store.reset(try deployment.grant(ManageRealm.self))
        var expected = before
        let cleared = [
            "users", "credentials", "sessions", "one_time_tokens", "login_failures_by_source", "orgs", "memberships",
            "user_imports",
        ]
        for table in cleared { expected[table] = 0 }
        #expect(try rows(of: deployment.realm) == expected)
    }

    @Test("a key that is written under a policy that has just changed is not sealed")
    func policyChangedMeanwhile() throws {
        var store = try deployment.store()
        let stale = try deployment.grant(CreateCredential.self)
        let robot = try store.newUser("robot", try deployment.grant(), type: .api)
        let manage = try deployment.grant(ManageRealm.self)
        let old = try #require(try store.realm(manage))
        var changed = old
        changed.apiKeyPolicy = .hash
        try store.update(changed, from: old, manage)
        try store.insert(.apiKey(Secret("the-one-key")), id: new(), for: robot, stale)
        let sealed: [[UInt8]?] = try deployment.column("api_key", "SELECT api_key FROM credentials")
        #expect(sealed == [nil])
    }
}
