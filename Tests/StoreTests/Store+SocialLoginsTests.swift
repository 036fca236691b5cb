import Credentials
import Secrets
import Store
import Testing

@Suite("Social logins")
struct StoreSocialLoginsTests {
    private let deployment: Deployment

    init() throws {
        deployment = try Deployment()
    }

    @Test("an account with a provider leads to its credential, in the credential's realm only")
    func credential() throws {
        var store = try deployment.store()
        let other = try store.newRealm(of: deployment.account)
        let user = try store.newUser("sally", try deployment.grant())
        let google = try store.newProvider(.google, try deployment.grant())
        let github = try store.newProvider(.github, try deployment.grant())
        let id: CredentialID = new()
        let link = SocialLink(provider: google, providerUser: "abc", accessToken: nil, tokenExpiresAt: nil)
        try store.insert(.social(.google, link), id: id, for: user, try deployment.grant())
        let found = try #require(try store.socialCredential(of: "abc", at: google, try deployment.grant()))
        #expect(found.id == id)
        #expect(found.user == user)
        for account in ["ABC", "abc ", "abcd", ""] {
            #expect(try store.socialCredential(of: account, at: google, try deployment.grant()) == nil)
        }
        #expect(try store.socialCredential(of: "abc", at: github, try deployment.grant()) == nil)
        #expect(try store.socialCredential(of: "abc", at: google, try deployment.grant(in: other)) == nil)
    }

    @Test("only human users of the realm with that very address, verified, are found by it")
    func address() throws {
        var store = try deployment.store()
        let write: Grant<WriteUser> = try deployment.grant()
        let login: Grant<AuthenticateUser> = try deployment.grant()
        var sally = User(id: new(), realm: deployment.realm, type: .human, username: "sally")
        sally.email = "sally@example.com"
        try store.insert(sally, write)
        for verification in [EmailVerification.none, .requested] {
            sally.emailVerification = verification
            try store.update(sally, write)
            #expect(try store.verifiedUserIDs(email: "sally@example.com", login).isEmpty)
        }
        sally.emailVerification = .verified
        try store.update(sally, write)
        #expect(try store.verifiedUserIDs(email: "sally@example.com", login) == [sally.id])
        #expect(try store.verifiedUserIDs(email: "sally@example.co", login).isEmpty)
        let other = try store.newRealm(of: deployment.account)
        #expect(try store.verifiedUserIDs(email: "sally@example.com", try deployment.grant(in: other)).isEmpty)
        var robot = User(id: new(), realm: deployment.realm, type: .api, username: "robot")
        robot.email = "robot@example.com"
        robot.emailVerification = .verified
        try store.insert(robot, write)
        #expect(try store.verifiedUserIDs(email: "robot@example.com", login).isEmpty)
    }
}
