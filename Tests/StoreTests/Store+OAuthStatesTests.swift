import Credentials
import MariaDB
import Secrets
import Store
import Testing

@Suite("OAuth states")
struct StoreOAuthStatesTests {
    private let deployment: Deployment
    private let other: RealmID

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        other = try store.newRealm(of: deployment.account)
    }

    private let state = OAuthState(
        provider: new(), redirectURI: "https://app.example/back", nonce: Secret("n"), issuedAt: .now)

    private func token(_ state: OAuthState) throws -> SealedToken {
        var store = try deployment.store()
        return try #require(SealedToken(try store.seal(state, try deployment.grant(ReadAuthProvider.self)).reveal()))
    }

    @Test("a sealed state opens in its realm, and names it")
    func opening() throws {
        var store = try deployment.store()
        let token = try token(state)
        #expect(token.scope == deployment.realm.number)
        #expect(try store.openedState(token, try deployment.grant()) == state)
        #expect(try store.openedState(token, try deployment.grant(in: other)) == nil)
        let moved = SealedToken(scope: other.number, value: token.value)
        #expect(try store.openedState(moved, try deployment.grant(in: other)) == nil)
        #expect(try store.openedState(moved, try deployment.grant()) == nil)
    }

    @Test("the same state sealed twice is two tokens")
    func distinct() throws {
        #expect(try token(state).digest != token(state).digest)
    }

    @Test("a token is used once")
    func use() throws {
        var store = try deployment.store()
        let login: Grant<AuthenticateUser> = try deployment.grant()
        let (first, second) = (try token(state), try token(state))
        #expect(try store.use(first, until: .now, login))
        #expect(try !store.use(first, until: .now, login))
        #expect(try store.use(second, until: .now, login))
    }

    @Test("tokens that ended more than an hour ago are forgotten, a bounded number at once")
    func sweep() throws {
        var store = try deployment.store()
        let login: Grant<AuthenticateUser> = try deployment.grant()
        for age in [0, 3500, 3700, 4000, 5000] {
            #expect(try store.use(try token(state), until: Timestamp.now.adding(seconds: -age), login))
        }
        #expect(try store.sweepOAuthStates(limit: 2) == 2)
        #expect(try store.sweepOAuthStates() == 1)
        #expect(try store.sweepOAuthStates() == 0)
    }

    @Test("a realm's used states go with it")
    func clearing() throws {
        var store = try deployment.store()
        #expect(try store.use(try token(state), until: .now, try deployment.grant()))
        let manage: Grant<ManageRealm> = try deployment.grant()
        try store.delete(manage)
        #expect(try store.clear(deleted: deployment.realm))
        let left: [[UInt8]] = try deployment.column("digest", "SELECT digest FROM used_oauth_states")
        #expect(left.isEmpty)
    }
}
