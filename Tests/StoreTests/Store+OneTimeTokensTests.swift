import Credentials
import JSON
import MariaDB
import Secrets
import Store
import Testing

@Suite("Store: one-time tokens")
struct StoreOneTimeTokensTests {
    private let deployment: Deployment
    private let sally, harry: UserID
    private let grant: Grant<AuthenticateUser>
    private let noon = Timestamp(seconds: 1_800_000_000)

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        sally = try store.newUser("sally", try deployment.grant())
        harry = try store.newUser("harry", try deployment.grant())
        grant = try deployment.grant()
    }

    private func insert(
        _ purpose: OneTimeToken.Purpose, for user: UserID, _ store: inout Store
    ) throws -> OneTimeToken {
        let token = OneTimeToken.generate(for: purpose)
        try store.insert(token, for: user, at: noon, grant)
        return token
    }

    /// One token of each purpose for both users.
    private func insertAll(_ store: inout Store) throws {
        for user in [sally, harry] {
            for purpose in OneTimeToken.Purpose.allCases { _ = try insert(purpose, for: user, &store) }
        }
    }

    /// The purposes for which a user has tokens.
    private func purposes(_ user: UserID) throws -> Set<OneTimeToken.Purpose> {
        let words: [String] = try deployment.column(
            "purpose", "SELECT purpose FROM one_time_tokens WHERE user_id = \(user)")
        return Set(words.compactMap(OneTimeToken.Purpose.init))
    }

    @Test("a token is its user's until it expires", arguments: OneTimeToken.Purpose.allCases)
    func expiry(purpose: OneTimeToken.Purpose) throws {
        var store = try deployment.store()
        let token = try insert(purpose, for: sally, &store)
        let end = noon.adding(seconds: purpose.lifetime)
        let before = Timestamp(microseconds: end.microseconds - 1)
        #expect(try store.holder(of: token, at: before, grant) == sally)
        #expect(try store.holder(of: token, at: end, grant) == nil)
        #expect(try !store.consume(token, at: end, grant))
        #expect(try !store.countFailure(of: token, at: end, grant))
        #expect(try store.holder(of: .generate(for: purpose), at: noon, grant) == nil)
        #expect(try store.policy(of: token) == grant.policy)
        #expect(try store.policy(of: OneTimeToken.generate(for: purpose)) == nil)
    }

    @Test("a token is consumed once")
    func consumption() throws {
        var store = try deployment.store()
        let token = try insert(.password, for: sally, &store)
        let other = try insert(.password, for: sally, &store)
        #expect(try store.consume(token, at: noon, grant))
        #expect(try !store.consume(token, at: noon, grant))
        #expect(try store.holder(of: token, at: noon, grant) == nil)
        #expect(try store.holder(of: other, at: noon, grant) == sally)
    }

    @Test("in another realm a token is none")
    func otherRealm() throws {
        var store = try deployment.store()
        let stranger: Grant<AuthenticateUser> = try deployment.grant(in: try store.newRealm(of: deployment.account))
        let token = try insert(.login, for: sally, &store)
        #expect(try store.holder(of: token, at: noon, stranger) == nil)
        #expect(try !store.countFailure(of: token, at: noon, stranger))
        #expect(try !store.consume(token, at: noon, stranger))
        #expect(try store.consume(token, at: noon, grant))
    }

    @Test("the fifth wrong code ends a pending login")
    func failures() throws {
        var store = try deployment.store()
        let token = try insert(.login, for: sally, &store)
        for _ in 1...4 { #expect(try store.countFailure(of: token, at: noon, grant)) }
        #expect(try store.holder(of: token, at: noon, grant) == sally)
        #expect(try store.countFailure(of: token, at: noon, grant))
        #expect(try store.holder(of: token, at: noon, grant) == nil)
        #expect(try !store.countFailure(of: token, at: noon, grant))
    }

    @Test("a new, another and a deleted password end what is pending of logins and passwords, a new hash does not")
    func passwords() throws {
        var store = try deployment.store()
        let id: CredentialID = new()
        try insertAll(&store)
        try store.insert(
            .password(PasswordHash(phc: "$x$")), id: id, for: sally, try deployment.grant(CreateCredential.self))
        #expect(try purposes(sally) == [.email])
        try insertAll(&store)
        #expect(try store.setPassword(PasswordHash(phc: "$y$"), of: id, try deployment.grant()))
        #expect(try purposes(sally) == [.email])
        try insertAll(&store)
        let password = try #require(try store.password(of: sally, grant))
        #expect(try store.rehash(password, as: PasswordHash(phc: "$z$"), grant))
        #expect(try purposes(sally).count == 3)
        #expect(try store.delete(id, try deployment.grant(DeleteCredential.self)))
        #expect(try purposes(sally) == [.email])
        #expect(try purposes(harry).count == 3)
    }

    @Test("a device or key that comes or goes ends nothing")
    func others() throws {
        var store = try deployment.store()
        try insertAll(&store)
        let device = try store.newDevice(
            of: sally, try store.newProvider(.totp, try deployment.grant()), try deployment.grant())
        #expect(try store.delete(device, try deployment.grant(DeleteCredential.self)))
        #expect(try !store.setPassword(PasswordHash(phc: "$y$"), of: device, try deployment.grant()))
        #expect(try purposes(sally).count == 3)
    }

    @Test("another address ends what was sent to the old one, any other change of the user nothing")
    func addresses() throws {
        var store = try deployment.store()
        let write: Grant<WriteUser> = try deployment.grant()
        try insertAll(&store)
        var user = try #require(try store.user(sally, grant))
        user.firstName = "Sally"
        try store.update(user, write)
        #expect(try purposes(sally).count == 3)
        user.email = "other@example.com"
        try store.update(user, write)
        #expect(try purposes(sally) == [.login, .password])
        #expect(try purposes(harry).count == 3)
    }

    @Test("a purpose's tokens end for one user alone, and all of them with the user")
    func ends() throws {
        var store = try deployment.store()
        try insertAll(&store)
        try store.endTokens(of: sally, .email, grant)
        #expect(try purposes(sally) == [.login, .password])
        #expect(try store.delete(sally, try deployment.grant(WriteUser.self)))
        #expect(try purposes(sally).isEmpty)
        #expect(try purposes(harry).count == 3)
    }

    @Test("what has expired is swept, a limited number at once, and nothing else")
    func sweep() throws {
        var store = try deployment.store()
        for _ in 0..<3 { _ = try insert(.login, for: sally, &store) }
        let kept = try insert(.password, for: sally, &store)
        let end = noon.adding(seconds: OneTimeToken.Purpose.login.lifetime)
        #expect(try store.sweepOneTimeTokens(at: Timestamp(microseconds: end.microseconds - 1), limit: 2) == 0)
        #expect(try store.sweepOneTimeTokens(at: end, limit: 2) == 2)
        #expect(try store.sweepOneTimeTokens(at: end, limit: 2) == 1)
        #expect(try store.holder(of: kept, at: end, grant) == sally)
    }
}
