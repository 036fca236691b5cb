import Credentials
import Testing

@Suite("Realm policy")
struct RealmPolicyTests {
    private static let account = AccountID(number: 1)
    private static let realm = RealmID(number: 2)
    private let policy = RealmPolicy(
        realm: realm, account: account, realmName: "Main", apiKeyPolicy: .hash, apiKeyPrefix: nil,
        usernameValidation: .standard,
        logins: LoginRules(
            state: .active, sessionType: .managed, sessionMinutes: 360, apiKeyMinutes: 0,
            jwtAlgorithm: .hs256, jwtFields: []))

    private func caller(
        _ permission: Permission, account: AccountID = account, lock: RealmID? = nil
    ) -> Caller {
        Caller(key: AccessKeyID(number: 3), account: account, permission: permission, realmLock: lock)
    }

    private func denial<Asked: Operation>(_ operation: Asked.Type, _ caller: Caller) -> Denial? {
        do throws(Denial) {
            _ = try policy.grant(operation, to: caller)
            return nil
        } catch {
            return error
        }
    }

    @Test("a grant says for whom, by which policy and in which realm it is")
    func grant() throws {
        let caller = caller(.write)
        let grant = try policy.grant(CreateCredential.self, to: caller)
        #expect(grant.caller == caller)
        #expect(grant.policy == policy)
        #expect(grant.realm == Self.realm)
    }

    @Test("a realm of another account is hidden, even from the strongest key")
    func otherAccount() {
        let stranger = caller(.manage, account: AccountID(number: 9))
        #expect(denial(ReadCredential.self, stranger) == .hidden)
        #expect(denial(ManageRealm.self, stranger) == .hidden)
    }

    @Test("a realm that a key is locked out of is hidden, the one it is locked to is open")
    func lock() {
        #expect(denial(ReadUser.self, caller(.manage, lock: RealmID(number: 9))) == .hidden)
        #expect(denial(ReadUser.self, caller(.manage, lock: Self.realm)) == nil)
    }

    @Test("hidden comes before forbidden, so that a weak key learns nothing")
    func order() {
        #expect(denial(ManageRealm.self, caller(.read, account: AccountID(number: 9))) == .hidden)
        #expect(denial(ManageRealm.self, caller(.read, lock: RealmID(number: 9))) == .hidden)
        #expect(denial(ManageRealm.self, caller(.read)) == .forbidden)
    }

    @Test("each operation needs its permission", arguments: Permission.allCases)
    func permissions(permission: Permission) {
        let caller = caller(permission)
        #expect(denial(ReadCredential.self, caller) == nil)
        #expect(denial(ReadUser.self, caller) == nil)
        #expect(denial(ReadAuthProvider.self, caller) == nil)
        #expect(denial(ReadRealm.self, caller) == nil)
        #expect(denial(ReadEvent.self, caller) == nil)
        let writes: Denial? = permission >= .write ? nil : .forbidden
        #expect(denial(CreateCredential.self, caller) == writes)
        #expect(denial(UpdateCredential.self, caller) == writes)
        #expect(denial(VerifyCredential.self, caller) == writes)
        #expect(denial(DeleteCredential.self, caller) == writes)
        #expect(denial(WriteUser.self, caller) == writes)
        let manages: Denial? = permission >= .manage ? nil : .forbidden
        #expect(denial(ManageAuthProvider.self, caller) == manages)
        #expect(denial(ManageRealm.self, caller) == manages)
    }

    @Test("API users hold API keys only, human users everything else", arguments: CredentialType.allCases)
    func types(type: CredentialType) {
        #expect(policy.allows(type, for: .api) == (type == .apiKey))
        #expect(policy.allows(type, for: .human) == (type != .apiKey))
    }
}
