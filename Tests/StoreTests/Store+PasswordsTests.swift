import Credentials
import Secrets
import Store
import Testing

@Suite("Store: passwords")
struct StorePasswordsTests {
    private let deployment: Deployment
    private let user: UserID
    private let grant: Grant<AuthenticateUser>

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        user = try store.newUser("sally", try deployment.grant())
        grant = try deployment.grant()
    }

    @Test("a password is read, and known to be another one after a change")
    func changes() throws {
        var store = try deployment.store()
        #expect(try store.password(of: user, grant) == nil)
        let id: CredentialID = new()
        try store.insert(
            .password(PasswordHash(phc: "$x$")), id: id, for: user, try deployment.grant(CreateCredential.self))
        let password = try #require(try store.password(of: user, grant))
        #expect(password.credential == id && password.hash.phc == "$x$")
        #expect(try store.isUnchanged(password, grant))
        #expect(try store.rehash(password, as: PasswordHash(phc: "$y$"), grant))
        #expect(try !store.isUnchanged(password, grant))
        #expect(try !store.rehash(password, as: PasswordHash(phc: "$z$"), grant))
        #expect(try store.password(of: user, grant)?.hash.phc == "$y$")
    }

    @Test("users of another realm have none")
    func otherRealm() throws {
        var store = try deployment.store()
        try store.insert(
            .password(PasswordHash(phc: "$x$")), id: new(), for: user, try deployment.grant(CreateCredential.self))
        let password = try #require(try store.password(of: user, grant))
        let other: Grant<AuthenticateUser> = try deployment.grant(in: try store.newRealm(of: deployment.account))
        #expect(try store.password(of: user, other) == nil)
        #expect(try !store.isUnchanged(password, other))
        #expect(try !store.rehash(password, as: PasswordHash(phc: "$y$"), other))
    }

    @Test("a second factor is an active device of an active provider")
    func secondFactors() throws {
        var store = try deployment.store()
        let manage: Grant<ManageAuthProvider> = try deployment.grant()
        let provider = try store.newProvider(.totp, manage)
        let device = try store.newDevice(of: user, provider, try deployment.grant())
        _ = try store.newDevice(of: user, provider, try deployment.grant())
        #expect(try !store.hasSecondFactor(user, grant))
        #expect(try store.secondFactors(of: user, grant).isEmpty)
        #expect(try store.activate(device, try deployment.grant()))
        #expect(try store.hasSecondFactor(user, grant))
        #expect(try store.secondFactors(of: user, grant).map(\.id) == [device])
        var changed = try #require(try store.authProvider(provider, manage))
        changed.state = .inactive
        try store.update(changed, manage)
        #expect(try !store.hasSecondFactor(user, grant))
        #expect(try store.secondFactors(of: user, grant).isEmpty)
    }
}
