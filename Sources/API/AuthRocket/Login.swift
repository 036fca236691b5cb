import Credentials
import JSON
import Secrets
import Store

/// What follows a right password, or another proof of who a user is; to be called in the transaction that found it right.
struct Login {
    let grant: Grant<AuthenticateUser>
    let request: JSONObject

    /// The token to go on with for a user whose logins take a code too; `nil` for the others.
    func pending(_ user: User, _ store: inout Store) throws -> Secret? {
        guard try store.hasSecondFactor(user.id, grant) else { return nil }
        let token = OneTimeToken.generate(for: .login)
        try store.insert(token, for: user.id, at: .now, grant)
        return token.text
    }

    /// Lets a user in.
    func finish(_ user: User, by method: LoginMethod = .password, _ store: inout Store) throws -> Secret {
        let now = Timestamp.now
        try store.noteLogin(of: user.id, at: now, grant)
        return try issueLoginToken(for: user, by: method, request: request, grant, at: now, &store)
    }

    /// Tells how far a user's login has come.
    func tell(_ type: EventType, of user: User, _ store: inout Store) throws {
        try store.record(type, of: user.subject, in: grant.policy.account, request: request)
    }
}

extension LoginSource {
    /// Where a request of a caller comes from, as far as the app says.
    init(_ request: JSONObject, _ caller: Caller) {
        self.init(address: request["ip"]?.text, key: caller.key)
    }
}
