import Credentials
import JSON
import Secrets
import Store

/// A change of a credential that was found to be valid, before it is made.
struct CredentialChange {
    let request: JSONObject

    private let id: CredentialID
    private let grant: Grant<UpdateCredential>
    private let kind: Kind

    private enum Kind {
        case nothing
        case password(NewSecret)
        case apiKey(Secret)
        case name(String)
        case link(LinkChange)
    }

    /// - Throws: `invalid`, with all that is wrong.
    init(
        _ call: Call, _ credential: Credential, _ user: User, _ grant: Grant<UpdateCredential>, _ store: inout Store
    ) throws {
        self.grant = grant
        id = credential.id
        request = try call.input.annotation(root: "credential")
        var attributes = try call.input.attributes(root: "credential")
        let hashGrant = try attributes.hasPasswordHash ? call.grant(SetPasswordHash.self, by: grant.policy) : nil
        kind =
            switch credential.content {
            case .password:
                attributes.newPassword(of: user, grant.policy, try store.passwordPolicy(of: grant.policy), hashGrant)
                    .map(Kind.password) ?? .nothing
            case .apiKey: attributes.newAPIKey(grant.policy).map(Kind.apiKey) ?? .nothing
            case .totp: attributes.newName().map(Kind.name) ?? .nothing
            case .social: .link(try attributes.linkChange(credential.type, grant, &store))
            }
        try attributes.check()
    }

    /// The hash of the new password, if there is one; it takes its time, so it is made outside of transactions.
    ///
    /// - Throws: ``Secrets/HashingError``.
    func passwordHash(by hasher: PasswordHasher) throws -> PasswordHash? {
        guard case .password(let secret) = kind, case .password(let hash) = try secret.hashed(by: hasher) else {
            return nil
        }
        return hash
    }

    /// The new API key, to be shown in the answer.
    var apiKey: Secret? {
        if case .apiKey(let key) = kind { key } else { nil }
    }

    /// Makes the change; `false` when it is none that an event tells of (section 16, row 25).
    ///
    /// - Parameter hash: of the new password, by ``passwordHash(by:)``.
    /// - Throws: `notFound` when the credential was deleted in the meantime.
    func make(hash: PasswordHash?, _ store: inout Store) throws -> Bool {
        switch kind {
        case .nothing: return false
        case .password: return try existed(try store.setPassword(try found(hash), of: id, grant))
        case .apiKey(let key): return try existed(try store.setAPIKey(key, of: id, grant))
        case .name(let name): return try existed(try store.rename(id, to: name, grant))
        case .link(let change): return try make(change, &store)
        }
    }

    private func make(_ change: LinkChange, _ store: inout Store) throws -> Bool {
        let credential = try found(try store.lockedCredential(id, grant))
        guard case .social(let old) = credential.content else { throw Failure.notFound }
        let link = change.applied(to: old)
        _ = try existed(try store.update(link, of: id, grant))
        return link.provider != old.provider || link.providerUser != old.providerUser
    }

    private func existed(_ matched: Bool) throws -> Bool {
        guard matched else { throw Failure.notFound }
        return true
    }
}

/// A change of a link to an external account.
struct LinkChange {
    let provider: AuthProviderID?
    let providerUser: String?
    let accessToken: Field<Secret>
    let tokenExpiresAt: Field<Timestamp>

    func applied(to old: SocialLink) -> SocialLink {
        var link = old
        link.provider = provider ?? link.provider
        link.providerUser = providerUser ?? link.providerUser
        accessToken.apply(to: &link.accessToken)
        tokenExpiresAt.apply(to: &link.tokenExpiresAt)
        return link
    }
}

extension Attributes {
    /// A new name for a TOTP device.
    fileprivate mutating func newName() -> String? {
        let name = text("name")
        if name.isBlank { requirePresence("name") }
        return name.value
    }

    fileprivate mutating func linkChange(
        _ type: CredentialType, _ grant: Grant<UpdateCredential>, _ store: inout Store
    ) throws -> LinkChange {
        let names = text("auth_provider_id").blankAsNull.value != nil
        let provider = names ? try authProvider(try found(type.provider), grant, &store) : nil
        let user = textOrInteger("provider_user_id")
        if user.isBlank { requirePresence("provider_user_id") }
        return LinkChange(
            provider: provider, providerUser: user.value, accessToken: accessToken(),
            tokenExpiresAt: time("token_expires_at"))
    }
}
