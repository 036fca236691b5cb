import Credentials
import Secrets
import Store

extension SocialLogin {
    /// A user for an account that nobody here has.
    ///
    /// - Throws: ``Store/Conflict``; `invalid` when the realm's usernames are addresses and the provider tells of none.
    func newUser(_ identity: SocialIdentity, _ store: inout Store) throws -> User {
        let profile = identity.profile
        var user = User(
            id: IdentifierGenerator.shared.next(), realm: grant.realm, type: .human,
            username: try username(for: identity, &store))
        user.email = profile.email
        user.emailVerification = profile.isEmailVerified ? .verified : .none
        user.firstName = profile.firstName
        user.lastName = profile.lastName
        try store.insert(user, write)
        try link(user, to: identity, &store)
        try login.tell(.userCreated, of: user, &store)
        return user
    }

    /// The address, else the account's id behind the provider's type, else the type with a random text.
    private func username(for identity: SocialIdentity, _ store: inout Store) throws -> String {
        let validation = grant.policy.usernameValidation
        guard validation == .standard || identity.profile.email != nil else {
            throw Failure.invalid("email", "Email can't be blank")
        }
        let type = identity.provider.type.rawValue
        let candidates = [
            identity.profile.email, "\(type)-\(identity.profile.account)", "\(type)-\(RandomToken.base62(22))",
        ]
        for name in candidates.compactMap({ $0.map { CaseFolding.fold($0) } })
        where Username.isValid(name, under: validation) && name.unicodeScalars.count <= Username.maximumLength {
            if try store.userID(named: name, grant) == nil { return name }
        }
        throw Conflict.username
    }
}
