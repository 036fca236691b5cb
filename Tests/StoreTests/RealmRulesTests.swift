import Credentials
import MariaDB
import Secrets
import Testing

@testable import Store

@Suite("Store: a realm's rules")
struct RealmRulesTests {
    private let deployment: Deployment

    init() throws {
        deployment = try Deployment(policy: .encrypt)
    }

    private func change(_ change: (inout Realm) throws -> Void) throws {
        var store = try deployment.store()
        let grant: Grant<ManageRealm> = try deployment.grant()
        try store.transaction { store in
            let old = try #require(try store.lockedRealm(grant))
            var realm = old
            try change(&realm)
            try store.update(realm, from: old, grant)
        }
    }

    @Test(
        "are what was written, whatever the realm's name holds",
        arguments: ["Main", "\"quoted\", \\ and [\u{1}\n]", "Größe 🔑 \u{2028}", String(repeating: "\u{1}", count: 255)])
    func written(name: String) throws {
        try change { realm in
            realm.name = name
            (realm.apiKeyPrefix, realm.apiKeyPolicy, realm.usernameValidation) = ("acme-", .hash, .email)
            (realm.state, realm.sessionType, realm.sessionMinutes) = (.inactive, .unmanaged, 17)
            (realm.apiKeyMinutes, realm.jwtFields) = (4711, [.custom, .orgs])
        }
        var store = try deployment.store()
        let policy = try #require(try store.policy(of: deployment.realm))
        #expect(policy.realm == deployment.realm && policy.account == deployment.account && policy.realmName == name)
        #expect(policy.apiKeyPrefix == "acme-" && policy.apiKeyPolicy == .hash && policy.usernameValidation == .email)
        let logins = policy.logins
        #expect(logins.state == .inactive && logins.sessionType == .unmanaged && logins.sessionMinutes == 17)
        #expect(logins.apiKeyMinutes == 4711 && logins.jwtAlgorithm == .hs256 && logins.jwtFields == [.custom, .orgs])
    }

    @Test("hold at once in a store that has read them before, whoever changed them")
    func changed() throws {
        var store = try deployment.store()
        for minutes in [5, 6, 5] {
            try deployment.execute("UPDATE realms SET session_minutes = \(minutes) WHERE id = \(deployment.realm)")
            #expect(try store.policy(of: deployment.realm)?.logins.sessionMinutes == minutes)
        }
        for name in ["Gr\u{F6}\u{DF}e", "Gro\u{308}\u{DF}e"] {
            try deployment.execute("UPDATE realms SET name = \(name) WHERE id = \(deployment.realm)")
            let read = try store.policy(of: deployment.realm)?.realmName
            #expect(read.map { Array($0.utf8) } == Array(name.utf8))
        }
        try deployment.execute("UPDATE realms SET api_key_prefix = NULL WHERE id = \(deployment.realm)")
        #expect(try store.policy(of: deployment.realm)?.apiKeyPrefix == nil)
    }

    @Test("that the store does not understand are an error")
    func malformed() throws {
        try deployment.execute("UPDATE realms SET jwt_fields = 'x' WHERE id = \(deployment.realm)")
        var store = try deployment.store()
        #expect(throws: StoreFailure.malformedRules) { try store.policy(of: deployment.realm) }
    }

    @Test(
        "that name another key than the one that signs are mended by the next login with a key, which the right one signs"
    )
    func mended() throws {
        var store = try deployment.store()
        let (login, write) = (try deployment.grant(AuthenticateUser.self), try deployment.grant(WriteUser.self))
        let robot = try store.newUser("robot", write, type: .api)
        try store.insert(.apiKey(Secret("the-one-key")), id: new(), for: robot, try deployment.grant())
        let signs = try #require(try store.signingKey(login)?.id)
        for noted in [nil, new()] as [JWTKeyID?] {
            try deployment.execute("UPDATE realms SET signing_key_id = \(noted) WHERE id = \(deployment.realm)")
            let holder = try #require(try store.find(holding: Secret("the-one-key"), in: deployment.realm))
            #expect(holder.policy.logins.signingKey == noted)
            #expect(try store.signingKey(of: holder, login)?.id == signs)
            #expect(try store.policy(of: deployment.realm)?.logins.signingKey == signs)
        }
    }

    @Test("and the realm's keys change in one transaction only")
    func transaction() throws {
        var store = try deployment.store()
        let (grant, key) = (try deployment.grant(ManageJWTKey.self), try JWTKey.generate(.hs256))
        #expect(throws: MariaDBError.self) { try store.insert(key, grant) }
        #expect(throws: MariaDBError.self) { try store.expire(key.id, grant) }
    }

    @Test("name the key that signs, whatever becomes of the realm's keys and its algorithm")
    func signingKey() throws {
        var store = try deployment.store()
        let (grant, token) = (try deployment.grant(ManageJWTKey.self), try deployment.grant(AuthenticateUser.self))
        var seen: [JWTKeyID] = []
        func look() throws {
            let signs = try store.signingKey(token)?.id
            #expect(try store.policy(of: deployment.realm)?.logins.signingKey == signs)
            seen += signs.map { [$0] } ?? []
        }
        try look()
        let second = try JWTKey.generate(.hs256)
        try store.transaction { try $0.insert(second, grant) }
        try look()
        #expect(try store.transaction { try $0.expire(second.id, grant) })
        try look()
        let other = try JWTKey.generate(.rs256)
        try store.transaction { try $0.insert(other, grant) }
        try look()
        try change { $0.jwtAlgorithm = .rs256 }
        try look()
        try change { $0.jwtAlgorithm = .hs256 }
        try look()
        try store.transaction { try $0.insert(JWTKey.generate(.hs256), for: deployment.realm, outlive: 5) }
        try look()
        #expect(seen.count == 7 && seen[1] == second.id && seen[2] == seen[0] && seen[3] == seen[0])
        #expect(seen[4] == other.id && seen[5] == seen[0] && Set(seen).count == 4)
    }
}
