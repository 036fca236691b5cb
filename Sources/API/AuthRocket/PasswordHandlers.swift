import Credentials
import JSON
import Secrets
import Store

/// Changing passwords, by who knows the present one or holds a token (authrocket-v1.md section 6.4).
enum PasswordHandlers {
    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let named = try found(try call.namedUser(&store))
        let (grant, policy) = (named.grant, named.grant.policy)
        let user = try found(try store.user(named.id, grant))
        var attributes = try call.input.attributes(root: "user")
        let current = attributes.text("current_password", limit: .bytes(PasswordRules.maximumBytes))
        if current.value?.isEmpty ?? true { attributes.requirePresence("current_password") }
        let new = attributes.requiredPassword(of: user, policy, try store.passwordPolicy(of: policy))
        let request = try call.input.annotation(root: "user")
        try attributes.check()
        let password = try found(new)
        let credential = try FirstCredential(of: named.id, call, policy)
        let attempt = PasswordAttempt(
            user: named.id, password: Secret(current.value ?? ""), isLogin: false, hasher: call.hasher, grant: grant,
            request: request)
        let outcome = try attempt.make(&store) { _ in
            try call.hasher.hash(password)
        } success: { user, hash, store in
            try credential.set(.password(hash), &store)
            try store.record(.userUpdated, of: user.subject, in: policy.account, request: request)
        }
        switch outcome {
        case .right: return try call.answer(named.id, nil, grant, &store)
        case .wrong: throw Failure.invalid("current_password", "Current password does not match")
        case .limited(let seconds): throw Failure.rateLimited(retryAfter: seconds)
        }
    }

    /// Earlier tokens stay good: a mail that was asked for twice may arrive in any order.
    static func generateToken(_ call: Call, _ store: inout Store) throws -> Response {
        let named = try found(try call.namedUser(&store))
        let request = try call.input.annotation(root: "user")
        let token = OneTimeToken.generate(for: .password)
        try store.transaction { store in
            let user = try found(try store.lockedUser(named.id, named.grant))
            guard user.type == .human else { throw Failure.invalid("base", "User has no password login") }
            guard try store.passwordPolicy(of: named.grant.policy).allowsLogins else {
                throw Failure.invalid("base", "Realm has no password login")
            }
            try store.insert(token, for: user.id, at: .now, named.grant)
            try store.record(
                .passwordTokenCreated, of: user.subject, in: named.grant.policy.account, request: request)
        }
        return try call.answer(named.id, token.text, named.grant, &store, also: "password_reset_token")
    }

    static func reset(_ call: Call, _ store: inout Store) throws -> Response {
        let named = try call.namedUser(&store)
        var attributes = try call.input.attributes(root: "user")
        let request = try call.input.annotation(root: "user")
        let text = attributes.text("token").value
        guard let presented = try call.token(text, for: .password, of: named, &store),
            let user = try store.user(presented.user, presented.grant),
            case let passwords = try store.passwordPolicy(of: presented.grant.policy),
            presented.grant.policy.admitsPassword(of: user, passwords)
        else { throw try failure(named, request, &store) }
        let password = attributes.requiredPassword(of: user, presented.grant.policy, passwords)
        try attributes.check()
        let reset = PasswordReset(
            presented: presented, hash: try call.hasher.hash(try found(password)),
            credential: try FirstCredential(of: user.id, call, presented.grant.policy),
            login: Login(grant: presented.grant, request: request))
        guard let token = try reset.make(&store) else { throw try failure(named, request, &store) }
        return try call.answer(user.id, token, presented.grant, &store)
    }

    /// What a token that is not good is answered with; told of the user whom the path names.
    private static func failure(
        _ named: NamedUser?, _ request: JSONObject, _ store: inout Store
    ) throws -> Failure {
        if let named {
            try store.record(
                .passwordTokenFailed, of: named.subject, in: named.grant.policy.account, request: request)
        }
        return PresentedToken.refusal
    }
}
