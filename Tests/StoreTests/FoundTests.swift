import Credentials
import MariaDB
import Secrets
import Store
import Testing

@Suite("Store: what is found with its realm's rules")
struct FoundTests {
    private let deployment: Deployment
    private let robot: UserID
    private let key: CredentialID = new()

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        robot = try store.newUser("robot", try deployment.grant(), type: .api)
        try store.insert(.apiKey(Secret("the-one-key")), id: key, for: robot, try deployment.grant())
    }

    @Test("is the same as when each is read by itself")
    func same() throws {
        var store = try deployment.store()
        let grant: Grant<ReadCredential> = try deployment.grant()
        let found = try #require(try store.find(key))
        #expect(try found.policy == store.policy(of: key))
        #expect(try store.open(found, grant) == store.credential(key, grant))
        let user = try #require(try store.find(robot))
        #expect(try user.policy == store.policy(of: robot))
        let readUser = try deployment.grant(ReadUser.self)
        #expect(try user.user(readUser) == store.user(robot, readUser))
    }

    @Test("a key finds its holder with all that reading them step by step shows, and nobody in another realm")
    func holder() throws {
        var store = try deployment.store()
        let grant = try deployment.grant(AuthenticateUser.self)
        for count in [1, 3] {
            let found = try #require(try store.find(holding: Secret("the-one-key"), in: deployment.realm))
            #expect(try found.policy == store.policy(of: robot))
            #expect(try found.user(grant) == store.user(holding: Secret("the-one-key"), grant))
            let belongings = try store.belongings(of: found, grant)
            let others = try store.belongings(of: robot, grant)
            #expect(belongings.credentials.map(\.id) == others.credentials.map(\.id))
            #expect(belongings.credentials.count == count && others.membershipCount == belongings.membershipCount)
            for number in count..<3 {
                try store.insert(
                    .apiKey(Secret("key number \(number)")), id: new(), for: robot, try deployment.grant())
            }
        }
        let other = try store.newRealm(of: deployment.account)
        #expect(try store.find(holding: Secret("the-one-key"), in: other) == nil)
        #expect(try store.find(holding: Secret("no key"), in: deployment.realm) == nil)
    }

    @Test("who has very much is left to be read step by step")
    func much() throws {
        var store = try deployment.store()
        for number in 1..<40 {
            try store.insert(.apiKey(Secret("key number \(number)")), id: new(), for: robot, try deployment.grant())
        }
        #expect(try store.find(holding: Secret("the-one-key"), in: deployment.realm) == nil)
        #expect(try store.user(holding: Secret("the-one-key"), try deployment.grant())?.id == robot)
    }

    @Test("shows nothing to whom another realm's rules let in")
    func elsewhere() throws {
        var store = try deployment.store()
        let other = try store.newRealm(of: deployment.account)
        let found = try #require(try store.find(key))
        #expect(try store.open(found, try deployment.grant(ReadCredential.self, in: other)) == nil)
        let user = try #require(try store.find(robot))
        let grant = try deployment.grant(ReadUser.self, in: other)
        #expect(user.user(grant) == nil)
    }

    @Test("is not there once its realm is deleted, nor what never was")
    func gone() throws {
        var store = try deployment.store()
        try store.delete(try deployment.grant(ManageRealm.self))
        #expect(try store.find(key) == nil)
        #expect(try store.find(robot) == nil)
        #expect(try store.find(new() as CredentialID) == nil)
    }
}
