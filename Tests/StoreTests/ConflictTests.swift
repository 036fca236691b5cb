import Credentials
import MariaDB
import Secrets
import Store
import Testing

@Suite("Conflict")
struct ConflictTests {
    private let deployment: Deployment
    private let other: RealmID

    init() throws {
        deployment = try Deployment()
        var store = try deployment.store()
        other = try store.newRealm(of: deployment.account)
    }

    private func insert(username: String, email: String, into realm: RealmID) throws {
        var store = try deployment.store()
        var user = User(id: new(), realm: realm, type: .human, username: username)
        user.email = email
        try store.insert(user, try deployment.grant(in: realm))
    }

    private func insert(_ credential: NewCredential, for user: UserID, in realm: RealmID? = nil) throws {
        var store = try deployment.store()
        try store.insert(credential, id: new(), for: user, try deployment.grant(in: realm))
    }

    @Test("a username is taken in its realm, byte by byte")
    func username() throws {
        try insert(username: "sally", email: "a@example.com", into: deployment.realm)
        #expect(throws: Conflict.username) {
            try insert(username: "sally", email: "b@example.com", into: deployment.realm)
        }
        try insert(username: "sally ", email: "b@example.com", into: deployment.realm)
        try insert(username: "sålly", email: "c@example.com", into: deployment.realm)
        try insert(username: "sally", email: "a@example.com", into: other)
    }

    @Test("an address is taken while the realm demands unique ones, and an absent one never")
    func email() throws {
        try insert(username: "one", email: "a@example.com", into: deployment.realm)
        #expect(throws: Conflict.email) {
            try insert(username: "two", email: "a@example.com", into: deployment.realm)
        }
        var store = try deployment.store()
        for name in ["three", "four"] {
            try store.insert(
                User(id: new(), realm: deployment.realm, type: .api, username: name), try deployment.grant())
        }
        let manage = try deployment.grant(ManageRealm.self)
        let old = try #require(try store.realm(manage))
        var relaxed = old
        relaxed.requireUniqueEmails = false
        try store.update(relaxed, from: old, manage)
        try insert(username: "two", email: "a@example.com", into: deployment.realm)
    }

    @Test("an API key is taken in its realm")
    func apiKey() throws {
        var store = try deployment.store()
        let robot = try store.newUser("robot", try deployment.grant(), type: .api)
        let foreign = try store.newUser("robot", try deployment.grant(in: other), type: .api)
        let key = NewCredential.apiKey(Secret("the-one-key"))
        try insert(key, for: robot)
        #expect(throws: Conflict.apiKey) { try insert(key, for: robot) }
        try insert(key, for: foreign, in: other)
    }

    @Test("an API key under an older lookup key is taken too")
    func rotatedLookupKey() throws {
        var store = try deployment.store()
        let robot = try store.newUser("robot", try deployment.grant(), type: .api)
        let key = NewCredential.apiKey(Secret("the-one-key"))
        try insert(key, for: robot)
        try deployment.addLookupKey(version: 2)
        #expect(throws: Conflict.apiKey) { try insert(key, for: robot) }
        try insert(.apiKey(Secret("a-later-key")), for: robot)
        let versions: [Int] = try deployment.column(
            "api_key_version", "SELECT api_key_version FROM credentials ORDER BY id")
        #expect(versions == [1, 2])
    }

    @Test("a user has one password")
    func password() throws {
        var store = try deployment.store()
        let user = try store.newUser("sally", try deployment.grant())
        try insert(.password(PasswordHash(phc: "$x$")), for: user)
        #expect(throws: Conflict.password) { try insert(.password(PasswordHash(phc: "$y$")), for: user) }
    }

    @Test("an account with a provider is linked once, a provider of a type is there once, and in use it stays")
    func providers() throws {
        var store = try deployment.store()
        let user = try store.newUser("sally", try deployment.grant())
        let manage = try deployment.grant(ManageAuthProvider.self)
        let google = try store.newProvider(.google, manage)
        #expect(throws: Conflict.providerType) { _ = try store.newProvider(.google, manage) }
        _ = try store.newProvider(.google, try deployment.grant(in: other))
        let link = SocialLink(provider: google, providerUser: "1", accessToken: nil, tokenExpiresAt: nil)
        try insert(.social(.google, link), for: user)
        #expect(throws: Conflict.providerUser) { try insert(.social(.google, link), for: user) }
        #expect(throws: Conflict.providerInUse) { _ = try store.delete(google, manage) }
        let oauth2 = [try store.newProvider(.oauth2, manage), try store.newProvider(.oauth2, manage)]
        #expect(try store.authProviderIDs(of: .oauth2, manage) == oauth2)
        #expect(try store.delete(oauth2[0], manage))
        #expect(try !store.delete(oauth2[0], manage))
    }

    @Test("a user has one membership in an org, and one without")
    func membership() throws {
        var store = try deployment.store()
        let user = try store.newUser("sally", try deployment.grant())
        let org = Org(id: new(), realm: deployment.realm, name: "Acme")
        try store.insert(org, try deployment.grant())
        let grant = try deployment.grant(WriteMembership.self)
        for place in [org.id, nil] {
            try store.insert(Membership(id: new(), realm: deployment.realm, user: user, org: place), grant)
            #expect(throws: Conflict.membership) {
                try store.insert(Membership(id: new(), realm: deployment.realm, user: user, org: place), grant)
            }
        }
    }

    @Test("an org or a user of a membership that has gone in the meantime is no conflict but a missing reference")
    func missingOrg() throws {
        var store = try deployment.store()
        let grant = try deployment.grant(WriteMembership.self)
        let user = try store.newUser("sally", try deployment.grant())
        for membership in [
            Membership(id: new(), realm: deployment.realm, user: user, org: new()),
            Membership(id: new(), realm: deployment.realm, user: new(), org: nil),
        ] {
            let error = #expect(throws: MariaDBError.self) { try store.insert(membership, grant) }
            #expect(error?.meaning == .referenceGone)
        }
    }

    @Test("a user that has gone in the meantime is no conflict but a missing reference")
    func missingUser() throws {
        let error = #expect(throws: MariaDBError.self) { try insert(.password(PasswordHash(phc: "$x$")), for: new()) }
        #expect(error?.meaning == .referenceGone)
    }
}
