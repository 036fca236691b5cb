import Credentials
import MariaDB
import Secrets
import Store
import Testing

@Suite("Store: access keys")
struct StoreAccessKeysTests {
    private let deployment: Deployment

    init() throws {
        deployment = try Deployment()
    }

    private func add(legacy: Bool = false, realm: RealmID? = nil) throws -> (AccessKey, AccessKeyToken) {
        let key = AccessKey(
            id: new(), account: deployment.account, realm: realm, name: "app", permission: .write, legacy: legacy,
            revoked: false)
        let secret = Secret(RandomToken.base62(AccessKeyToken.secretLength))
        let token: AccessKeyToken = legacy ? .legacy(secret) : .current(key.id, secret)
        var store = try deployment.store()
        try store.insert(key, digest: token.digest)
        return (key, token)
    }

    private func caller(_ token: AccessKeyToken, account: AccountID? = nil) throws -> Caller? {
        var store = try deployment.store()
        return try store.caller(presenting: token, account: account)
    }

    @Test("a key opens what it was made for")
    func opens() throws {
        let (key, token) = try add(realm: deployment.realm)
        let caller = try #require(try caller(token))
        #expect(caller.key == key.id)
        #expect(caller.account == deployment.account)
        #expect(caller.permission == .write)
        #expect(caller.realmLock == deployment.realm)
        let (_, unlocked) = try add()
        #expect(try #require(try self.caller(unlocked)).realmLock == nil)
    }

    @Test("only the digest of its secret is kept")
    func digest() throws {
        let (key, token) = try add()
        let kept: [[UInt8]] = try deployment.column(
            "secret_digest", "SELECT secret_digest FROM access_keys WHERE id = \(key.id)")
        #expect(kept == [token.digest])
        #expect(kept != [token.secret.bytes])
    }

    @Test("another secret, another key's id and an unknown id open nothing")
    func wrong() throws {
        let ((key, token), (other, _)) = (try add(), try add())
        #expect(try caller(.current(key.id, Secret("x"))) == nil)
        #expect(try caller(.current(other.id, token.secret)) == nil)
        #expect(try caller(.current(new(), token.secret)) == nil)
    }

    @Test("the older form needs its account beside it, the newer must not contradict it")
    func accounts() throws {
        let ((_, token), (_, legacy)) = (try add(), try add(legacy: true))
        #expect(try caller(token, account: deployment.account) != nil)
        #expect(try caller(token, account: new()) == nil)
        #expect(try caller(legacy) == nil)
        #expect(try caller(legacy, account: new()) == nil)
        #expect(try caller(legacy, account: deployment.account) != nil)
    }

    @Test("each form is refused for a key of the other")
    func forms() throws {
        let ((_, token), (key, legacy)) = (try add(), try add(legacy: true))
        #expect(try caller(.legacy(token.secret), account: deployment.account) == nil)
        #expect(try caller(.current(key.id, legacy.secret), account: deployment.account) == nil)
    }

    @Test("whoever was let in is remembered, by all that was presented")
    func remembered() throws {
        let ((key, token), (other, otherToken)) = (try add(), try add())
        var store = try deployment.store()
        for _ in 0..<2 {
            #expect(try store.recentCaller(presenting: token, account: nil)?.key == key.id)
            #expect(try store.recentCaller(presenting: otherToken, account: nil)?.key == other.id)
            #expect(try store.recentCaller(presenting: .current(other.id, token.secret), account: nil) == nil)
            #expect(try store.recentCaller(presenting: .legacy(token.secret), account: deployment.account) == nil)
            #expect(try store.recentCaller(presenting: token, account: new()) == nil)
        }
    }

    @Test("whoever was remembered is forgotten within a second of the revocation")
    func forgotten() throws {
        let (key, token) = try add()
        var store = try deployment.store()
        #expect(try store.recentCaller(presenting: token, account: nil) != nil)
        #expect(try store.revokeAccessKey(key.id))
        let revoked = ContinuousClock.now
        while try store.recentCaller(presenting: token, account: nil) != nil, .now - revoked < .seconds(60) {}
        var another = try deployment.store()
        #expect(try another.recentCaller(presenting: token, account: nil) == nil)
        #expect(try store.recentCaller(presenting: token, account: nil) == nil)
    }

    @Test("revoking holds at once and happens once", arguments: [false, true])
    func revocation(legacy: Bool) throws {
        let (key, token) = try add(legacy: legacy)
        var store = try deployment.store()
        #expect(try store.caller(presenting: token, account: deployment.account) != nil)
        var other = try deployment.store()
        #expect(try other.revokeAccessKey(key.id))
        #expect(try store.caller(presenting: token, account: deployment.account) == nil)
        #expect(try !other.revokeAccessKey(key.id))
        #expect(try !other.revokeAccessKey(new()))
        #expect(try other.accessKeys().map(\.revoked) == [true])
    }

    @Test("a key that is locked to a realm opens nothing once that is deleted, and the others go on")
    func deletedRealm() throws {
        let ((key, token), (_, free)) = (try add(realm: deployment.realm), try add())
        var store = try deployment.store()
        #expect(try store.caller(presenting: token, account: nil)?.key == key.id)
        let manage = try deployment.grant(ManageRealm.self)
        try store.transaction { store in try store.delete(manage) }
        #expect(try store.caller(presenting: token, account: nil) == nil)
        #expect(try store.caller(presenting: free, account: nil) != nil)
    }

    @Test("lists are of one account or of all, oldest first")
    func lists() throws {
        let (first, second) = (try add().0, try add(legacy: true).0)
        var store = try deployment.store()
        #expect(try store.accessKeys() == [first, second])
        #expect(try store.accessKeys(of: deployment.account) == [first, second])
        #expect(try store.accessKeys(of: new()) == [])
    }
}

extension Store {
    fileprivate mutating func recentCaller(presenting token: AccessKeyToken, account: AccountID?) throws -> Caller? {
        try recentCaller(presenting: Secret(token.reveal()), account: account)
    }
}
