import Credentials
import Store
import Testing

@Suite("Store: logins")
struct StoreLoginsTests {
    private let deployment: Deployment
    private let user: UserID
    private let grant: Grant<AuthenticateUser>
    private let noon = Timestamp(seconds: 1_800_000_000)

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        user = try store.newUser("sally", try deployment.grant())
        grant = try deployment.grant()
    }

    @Test("each login of a user is noted, unless a later one was")
    func each() throws {
        var store = try deployment.store()
        #expect(try store.user(user, grant)?.lastLoginAt == nil)
        for second in [0, 1, 1] { #expect(try store.noteLogin(of: user, at: noon.adding(seconds: second), grant)) }
        #expect(try !store.noteLogin(of: user, at: noon, grant))
        #expect(try store.user(user, grant)?.lastLoginAt == noon.adding(seconds: 1))
    }

    @Test("a login within the time given is not noted")
    func seldom() throws {
        var store = try deployment.store()
        let expected = [(0, true), (1, false), (86_399, false), (86_400, true), (86_401, false)]
        for (second, isNoted) in expected {
            #expect(
                try store.noteLogin(of: user, at: noon.adding(seconds: second), unlessWithin: 86_400, grant) == isNoted)
        }
        #expect(try store.user(user, grant)?.lastLoginAt == noon.adding(seconds: 86_400))
    }

    @Test("nothing is noted of users of other realms, or of nobody")
    func strangers() throws {
        var store = try deployment.store()
        let other = try store.newRealm(of: deployment.account)
        #expect(try !store.noteLogin(of: user, at: noon, try deployment.grant(in: other)))
        #expect(try !store.noteLogin(of: new(), at: noon, grant))
        #expect(try store.user(user, grant)?.lastLoginAt == nil)
    }
}
