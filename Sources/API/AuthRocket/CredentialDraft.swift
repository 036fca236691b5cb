import Credentials
import JSON
import Secrets
import Store

/// A credential to be made that was found to be valid, its password not yet hashed.
enum CredentialDraft {
    case secret(NewSecret)
    case finished(NewCredential)

    /// The API key, to be shown in the answer to the change that made it.
    var apiKey: Secret? {
        if case .secret(let secret) = self { secret.apiKey } else { nil }
    }

    /// What the store keeps.
    ///
    /// - Throws: ``Secrets/HashingError``.
    func hashed(by hasher: PasswordHasher) throws -> NewCredential {
        switch self {
        case .secret(let secret): try secret.hashed(by: hasher)
        case .finished(let credential): credential
        }
    }
}

extension Attributes {
    /// The credential that a user is to get.
    ///
    /// - Parameter hashGrant: leave for a password hash, if there is one.
    /// - Throws: `invalid`, with all that is wrong.
    mutating func newCredential(
        for user: User, _ grant: Grant<CreateCredential>, _ hashGrant: Grant<SetPasswordHash>?, _ store: inout Store
    ) throws -> CredentialDraft {
        let type = requiredWord("credential_type", CredentialType.self)
        if let type, !grant.policy.allows(type, for: user.type) { refuse("credential_type") }
        try check()
        let draft = try draft(of: try found(type), for: user, grant, hashGrant, &store)
        try check()
        return try found(draft)
    }

    private mutating func draft(
        of type: CredentialType, for user: User, _ grant: Grant<CreateCredential>,
        _ hashGrant: Grant<SetPasswordHash>?, _ store: inout Store
    ) throws -> CredentialDraft? {
        switch type {
        case .password:
            requiredPassword(of: user, grant.policy, try store.passwordPolicy(of: grant.policy), hashGrant)
                .map(CredentialDraft.secret)
        case .apiKey:
            .secret(.apiKey(requiredAPIKey(grant.policy)))
        case .totp:
            try newDevice(grant, &store).map { .finished(.totp($0)) }
        case .facebook, .github, .google, .linkedin, .oauth2, .slack, .yahoo:
            try newLink(type, grant, &store).map { .finished(.social(type, $0)) }
        }
    }

    private mutating func newDevice(_ grant: Grant<CreateCredential>, _ store: inout Store) throws -> TOTPDevice? {
        let provider = try authProvider(.totp, grant, &store)
        let name = text("name")
        if name.value == nil || name.isBlank { requirePresence("name") }
        guard let provider, let name = name.value else { return nil }
        return TOTPDevice(
            provider: provider, name: name, state: .new, secret: Secret(Base32.encode(TOTP.generateSecret())))
    }

    private mutating func newLink(
        _ type: CredentialType, _ grant: Grant<CreateCredential>, _ store: inout Store
    ) throws -> SocialLink? {
        let provider = try authProvider(try found(type.provider), grant, &store)
        let user = textOrInteger("provider_user_id")
        if user.value == nil || user.isBlank { requirePresence("provider_user_id") }
        let token = accessToken()
        let expiry = time("token_expires_at")
        guard let provider, let user = user.value else { return nil }
        return SocialLink(
            provider: provider, providerUser: user, accessToken: token.value, tokenExpiresAt: expiry.value)
    }

    /// An access token of at most 8 KiB (section 17, decision 6).
    mutating func accessToken() -> Field<Secret> {
        text("access_token", limit: .bytes(8192)).blankAsNull.map { Secret($0) }
    }

    /// The realm's provider of a type: named by its id or its type, or the only one there is.
    mutating func authProvider(
        _ type: ProviderType, _ grant: Grant<some CredentialOperation>, _ store: inout Store
    ) throws -> AuthProviderID? {
        let named = text("auth_provider_id").blankAsNull.value
        if let named, named != type.rawValue {
            let id = AuthProviderID(named)
            if let id, try store.hasAuthProvider(id, of: type, grant) { return id }
            refuse("auth_provider_id")
            return nil
        }
        let candidates = try store.authProviderIDs(of: type, grant)
        if candidates.count != 1 { requirePresence("auth_provider_id") }
        return candidates.count == 1 ? candidates.first : nil
    }
}
