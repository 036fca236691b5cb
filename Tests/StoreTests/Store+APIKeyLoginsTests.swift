import Credentials
import MariaDB
import Secrets
import Store
import Testing

@Suite("Store: API key logins")
struct StoreAPIKeyLoginsTests {
    private let deployment: Deployment
    private let robot: UserID
    private let credential: CredentialID = new()
    private let grant: Grant<AuthenticateUser>

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        robot = try store.newUser("robot", try deployment.grant(), type: .api)
        try store.insert(.apiKey(Secret("the-one-key")), id: credential, for: robot, try deployment.grant())
        grant = try deployment.grant()
    }

    private func version() throws -> [Int] {
        try deployment.column("api_key_version", "SELECT api_key_version FROM credentials")
    }

    @Test("a key is found under an older lookup key, and from then on under the newest")
    func rotation() throws {
        try deployment.addLookupKey(version: 2)
        try deployment.addLookupKey(version: 3)
        for _ in 0..<2 {
            var store = try deployment.store()
            #expect(try store.user(holding: Secret("the-one-key"), grant)?.id == robot)
            #expect(try version() == [3])
        }
        try deployment.execute("DELETE FROM lookup_keys WHERE version < 3")
        var store = try deployment.store()
        #expect(try store.user(holding: Secret("the-one-key"), grant)?.id == robot)
    }

    @Test("a key made under a lookup key that a store has not seen yet is found by it all the same")
    func unseenVersion() throws {
        var store = try deployment.store()
        #expect(try store.user(holding: Secret("the-one-key"), grant)?.id == robot)
        try deployment.addLookupKey(version: 2)
        var other = try deployment.store()
        #expect(try other.setAPIKey(Secret("a-later-key"), of: credential, try deployment.grant()))
        #expect(try version() == [2])
        #expect(try store.user(holding: Secret("a-later-key"), grant)?.id == robot)
        #expect(try store.user(holding: Secret("the-one-key"), grant) == nil)
    }

    @Test("a store that has seen the older lookup key before soon learns of the newer")
    func learning() throws {
        var store = try deployment.store()
        #expect(try store.user(holding: Secret("the-one-key"), grant)?.id == robot)
        try deployment.addLookupKey(version: 2)
        let deadline = ContinuousClock.now + .seconds(60)
        while try version() != [2], ContinuousClock.now < deadline {
            #expect(try store.user(holding: Secret("the-one-key"), grant)?.id == robot)
        }
        #expect(try version() == [2])
    }

    @Test("a key opens the realm it was made in only")
    func otherRealm() throws {
        var store = try deployment.store()
        let other = try store.newRealm(of: deployment.account)
        #expect(try store.user(holding: Secret("the-one-key"), try deployment.grant(in: other)) == nil)
    }
}
