import Credentials
import JSON
import Secrets
import Store

/// Logging in with a password, and with a code where the user's login takes one (authrocket-v1.md section 6.4).
enum LoginHandlers {
    static func authenticate(_ call: Call, _ store: inout Store) throws -> Response {
        var attributes = try call.input.attributes(root: "user")
        // Refused before anybody is looked for: what cannot be tried must not tell who is there.
        let given = attributes.text("password", limit: .bytes(PasswordRules.maximumBytes)).value ?? ""
        let request = try call.input.annotation(root: "user")
        try attributes.check()
        let password = Secret(given)
        let (user, grant) = try call.candidate(&store)
        let attempt = PasswordAttempt(
            user: user, password: password, isLogin: true, hasher: call.hasher, grant: grant, request: request)
        let outcome = try attempt.make(&store) { stored in
            Rehash(stored, password, call.hasher)
        } success: { user, rehash, store in
            if let rehash { try store.rehash(rehash.old, as: rehash.new, grant) }
            return try begin(Login(grant: grant, request: request), of: user, &store)
        }
        switch outcome {
        case .right(let (user, token)): return try call.answer(user, token, grant, &store)
        case .wrong: throw user == nil ? Failure.notFound : Failure.authenticationFailed
        case .limited(let seconds): throw Failure.rateLimited(retryAfter: seconds)
        }
    }

    static func authenticateCode(_ call: Call, _ store: inout Store) throws -> Response {
        let named = try call.namedUser(&store)
        var attributes = try call.input.attributes(root: "user")
        let text = attributes.text("token").value
        let request = try call.input.annotation(root: "user")
        try attributes.check()
        guard let pending = try call.token(text, for: .login, of: named, &store),
            // What is no code is no guess.
            let code = try call.input.code(root: "user")
        else { throw Failure.authenticationFailed }
        let devices = try store.secondFactors(of: pending.user, pending.grant)
        let attempt = CodeAttempt(
            pending: pending, login: Login(grant: pending.grant, request: request),
            totp: TOTPAttempt(
                code, against: devices, try call.grant(VerifyCredential.self, by: pending.grant.policy)))
        switch try attempt.make(&store) {
        case .accepted(let token): return try call.answer(pending.user, token, pending.grant, &store)
        case .refused: throw Failure.authenticationFailed
        case .limited(let seconds): throw Failure.rateLimited(retryAfter: seconds)
        }
    }

    /// Lets the user in, or asks for a code first.
    private static func begin(
        _ login: Login, of user: User, _ store: inout Store
    ) throws -> (user: UserID, token: Secret) {
        if let token = try login.pending(user, &store) {
            try login.tell(.loginInitiated, of: user, &store)
            return (user.id, token)
        }
        try login.tell(.loginSucceeded, of: user, &store)
        return (user.id, try login.finish(user, &store))
    }
}

/// The same password under a hash as they are made today.
private struct Rehash {
    let old: StoredPassword
    let new: PasswordHash

    /// Nil when it is not needed, or there is no time for it now: a later login will do.
    init?(_ old: StoredPassword, _ password: Secret, _ hasher: PasswordHasher) {
        guard !hasher.isCurrent(old.hash), let new = try? hasher.hash(password) else { return nil }
        self.old = old
        self.new = new
    }
}

extension Call {
    /// Whoever wants in: `nil` for the user when nobody in the realm is named so.
    ///
    /// - Throws: `notFound` when the caller sees no such realm.
    fileprivate func candidate(
        _ store: inout Store
    ) throws -> (user: UserID?, grant: Grant<AuthenticateUser>) {
        let named = try knownUserID(&store)
        if let named, let policy = try store.policy(of: named) {
            return (named, try grant(AuthenticateUser.self, by: policy))
        }
        let realm = try found(try realmID(try input.attributes(root: "user")))
        return (nil, try grant(AuthenticateUser.self, by: try store.policy(of: realm)))
    }

    /// The user as an object of its own, with a token where there is one.
    ///
    /// - Parameter name: another name under which the token is shown too.
    func answer(
        _ user: UserID, _ token: Secret?, _ grant: Grant<AuthenticateUser>, _ store: inout Store,
        also name: String? = nil
    ) throws -> Response {
        var object = try shownUser(user, expanding: input.expansions, grant, &store)
        guard let token else { return .json(object) }
        for name in [name, "token"].compactMap({ $0 }) { object[name] = .text(token.reveal()) }
        return .json(object)
    }
}
