import Credentials
import Testing

@Suite("Realm policy: logins")
struct RealmPolicyLoginsTests {
    private static let realm = RealmID(number: 2)

    private func admits(
        realm state: ActivityState = .active, provider allowsPasswords: Bool = true, user: ActivityState = .active,
        _ type: UserType = .human
    ) -> Bool {
        let policy = RealmPolicy(
            realm: Self.realm, account: AccountID(number: 1), realmName: "Main", apiKeyPolicy: .hash, apiKeyPrefix: nil,
            usernameValidation: .standard,
            logins: LoginRules(
                state: state, sessionType: .managed, sessionMinutes: 360,
                apiKeyMinutes: 0, jwtAlgorithm: .hs256, jwtFields: []))
        var sally = User(id: UserID(number: 3), realm: Self.realm, type: type, username: "sally")
        sally.state = user
        return policy.admitsPassword(of: sally, PasswordPolicy(allowsLogins: allowsPasswords, rules: nil))
    }

    @Test("a password lets a human user in while user, realm and provider are all active")
    func admission() {
        #expect(admits())
        #expect(!admits(realm: .inactive))
        #expect(!admits(provider: false))
        #expect(!admits(user: .inactive))
        #expect(!admits(.api))
    }
}
