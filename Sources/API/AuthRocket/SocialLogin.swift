import Credentials
import Secrets
import Store

/// A login with an external account: finds its user, or makes one (authrocket-v1.md section 8).
struct SocialLogin {
    /// Who logged in, and the login token.
    typealias Outcome = (user: UserID, token: Secret)

    let login: Login
    let write: Grant<WriteUser>

    private let create: Grant<CreateCredential>
    private let read: Grant<ReadAuthProvider>
    private let update: Grant<UpdateCredential>

    /// - Throws: `authenticationFailed` when the realm lets nobody in.
    init(_ call: Call, by policy: RealmPolicy?) throws {
        let grant = try call.grant(AuthenticateUser.self, by: policy)
        read = try call.grant(ReadAuthProvider.self, by: policy)
        write = try call.grant(WriteUser.self, by: policy)
        create = try call.grant(CreateCredential.self, by: policy)
        update = try call.grant(UpdateCredential.self, by: policy)
        login = Login(grant: grant, request: try call.input.annotation(root: "auth_provider"))
        guard grant.policy.logins.state == .active else { throw Failure.authenticationFailed }
    }

    var grant: Grant<AuthenticateUser> { login.grant }

    /// A provider of the realm that users can be sent to.
    ///
    /// - Throws: `authenticationFailed` when it is switched off.
    func provider(_ id: AuthProviderID, _ store: inout Store) throws -> SocialProvider? {
        guard let provider = try store.authProvider(id, read), let configured = SocialProvider(provider) else {
            return nil
        }
        guard provider.state == .active else { throw Failure.authenticationFailed }
        return configured
    }

    /// Where a user of the provider is to be sent with that state.
    func authorizationURL(
        _ state: OAuthState, of provider: SocialProvider, _ store: inout Store
    ) throws -> String {
        provider.authorizationURL(state, sealed: try store.seal(state, read))
    }

    /// Logs the user in. Of several first logins of one person at once the database lets one make the user; the others run
    /// again and find them.
    ///
    /// - Throws: `authenticationFailed` for a user who is switched off, `invalid` for an address that is taken.
    func perform(_ identity: SocialIdentity, _ store: inout Store) throws -> Outcome {
        for _ in 0..<3 {
            do { return try attempt(identity, &store) } catch is Conflict { continue }
        }
        return try attempt(identity, &store)
    }

    private func attempt(_ identity: SocialIdentity, _ store: inout Store) throws -> Outcome {
        let outcome: Outcome? = try store.transaction { store in
            let user = try user(of: identity, &store)
            guard user.state == .active else {
                try login.tell(.loginFailed, of: user, &store)
                return nil
            }
            try login.tell(.loginSucceeded, of: user, &store)
            return (user.id, try login.finish(user, by: .external, &store))
        }
        guard let outcome else { throw Failure.authenticationFailed }
        return outcome
    }

    private func user(of identity: SocialIdentity, _ store: inout Store) throws -> User {
        if let user = try linkedUser(identity, &store) { return user }
        if let user = try provenUser(identity, &store) { return user }
        return try newUser(identity, &store)
    }

    /// The user who has the account already; their token is renewed, of which no event tells (section 16, row 25).
    private func linkedUser(_ identity: SocialIdentity, _ store: inout Store) throws -> User? {
        guard
            let credential = try store.socialCredential(
                of: identity.profile.account, at: identity.provider.id, grant),
            let user = try store.user(credential.user, grant)
        else { return nil }
        guard user.state == .active else { return user }
        return try store.update(identity.link, of: credential.id, update) ? user : nil
    }

    /// The user whose address it is, by the word of the provider and by our own: without the latter, whoever registers with
    /// another's address would be given the account that its owner comes with later. For a user whose logins take a code
    /// too, the address alone is not proof enough.
    private func provenUser(_ identity: SocialIdentity, _ store: inout Store) throws -> User? {
        guard identity.profile.isEmailVerified, let email = identity.profile.email else { return nil }
        let candidates = try store.verifiedUserIDs(email: email, grant)
        guard candidates.count == 1, let id = candidates.first, let user = try store.lockedUser(id, grant),
            user.email == email, user.emailVerification == .verified, try !store.hasSecondFactor(id, grant)
        else { return nil }
        guard user.state == .active else { return user }
        try link(user, to: identity, &store)
        try login.tell(.userUpdated, of: user, &store)
        return user
    }

    /// Gives a user the credential for the account.
    func link(_ user: User, to identity: SocialIdentity, _ store: inout Store) throws {
        let type = try found(CredentialType(rawValue: identity.provider.type.rawValue))
        try store.insert(
            .social(type, identity.link), id: IdentifierGenerator.shared.next(), for: user.id, create)
    }
}
