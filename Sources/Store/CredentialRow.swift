import Credentials
import MariaDB
import Secrets

let credentialColumns: StaticString = """
    credentials.id, credentials.realm_id, credentials.user_id, credentials.credential_type, credentials.api_key, \
    credentials.auth_provider_id, credentials.name, credentials.state, credentials.otp_secret, \
    credentials.provider_user_id, credentials.access_token, credentials.token_expires_at
    """

/// A row of `credentials`, its secrets still sealed.
struct CredentialRow: Sendable {
    let id: CredentialID
    let realm: RealmID
    let user: UserID
    let type: CredentialType
    let content: Content

    enum Content: Sendable {
        case password
        case apiKey(SealedValue?)
        case totp(provider: AuthProviderID, name: String, state: TOTPDevice.State, secret: SealedValue)
        case social(provider: AuthProviderID, user: String, token: SealedValue?, expires: Timestamp?)
    }

    init(_ row: Row) throws {
        id = try row("id")
        realm = try row("realm_id")
        user = try row("user_id")
        type = try row("credential_type")
        content = try Content(type, row)
    }

    /// What must be opened with the key for that purpose before it can be shown.
    func sealed(for purpose: DataKeyPurpose) -> SealedValue? {
        switch (content, purpose) {
        case (.apiKey(let value), .apiKeys), (.social(_, _, let value, _), .realm): value
        case (.totp(_, _, _, let value), .realm): value
        default: nil
        }
    }

    func opened(_ keys: CredentialKeys) throws -> Credential {
        Credential(id: id, realm: realm, user: user, type: type, content: try openedContent(keys))
    }

    private func openedContent(_ keys: CredentialKeys) throws -> Credential.Content {
        switch content {
        case .password: .password
        case .apiKey(let sealed): .apiKey(try readable(sealed, keys.apiKeys))
        case .totp(let provider, let name, let state, let secret):
            .totp(
                TOTPDevice(
                    provider: provider, name: name, state: state, secret: try open(secret, keys.realm, .otpSecret)))
        case .social(let provider, let user, let token, let expires):
            .social(
                SocialLink(
                    provider: provider, providerUser: user,
                    accessToken: try token.map { try open($0, keys.realm, .accessToken) }, tokenExpiresAt: expires))
        }
    }

    /// A key sealed under a data key that a change of policy has destroyed in the meantime is not shown.
    private func readable(_ sealed: SealedValue?, _ key: DataKey?) throws -> Secret? {
        guard let sealed, let key, sealed.keyID == key.id else { return nil }
        return try open(sealed, key, .apiKey)
    }

    private func open(_ sealed: SealedValue, _ key: DataKey?, _ field: SealedField) throws -> Secret {
        guard let key else { throw StoreFailure.missingDataKey }
        return Secret(utf8: try key.open(sealed, field.place(realm, id)))
    }
}

extension CredentialRow.Content {
    fileprivate init(_ type: CredentialType, _ row: Row) throws {
        switch type {
        case .password:
            self = .password
        case .apiKey:
            self = .apiKey(try row("api_key", as: [UInt8]?.self).map(SealedValue.init(bytes:)))
        case .totp:
            self = .totp(
                provider: try row("auth_provider_id"), name: try row("name"),
                state: try row("state"), secret: SealedValue(bytes: try row("otp_secret")))
        case .facebook, .github, .google, .linkedin, .oauth2, .slack, .yahoo:
            self = .social(
                provider: try row("auth_provider_id"), user: try row("provider_user_id"),
                token: try row("access_token", as: [UInt8]?.self).map(SealedValue.init(bytes:)),
                expires: try row("token_expires_at"))
        }
    }
}

/// The data keys that the credentials at hand need.
struct CredentialKeys {
    var realm: DataKey?
    var apiKeys: DataKey?
}

extension Store {
    /// Opens what the policy lets be read: API keys under `encrypt` only.
    mutating func opened(_ rows: [CredentialRow], _ policy: RealmPolicy) throws -> [Credential] {
        let keys = try keys(for: rows, [.realm, .apiKeys], policy)
        return try rows.map { try $0.opened(keys) }
    }

    private mutating func keys(
        for rows: [CredentialRow], _ purposes: [DataKeyPurpose], _ policy: RealmPolicy
    ) throws -> CredentialKeys {
        var keys = CredentialKeys()
        for purpose in purposes {
            guard let value = rows.lazy.compactMap({ $0.sealed(for: purpose) }).first else { continue }
            switch purpose {
            case .realm: keys.realm = try dataKey(of: policy.realm, for: .realm, toOpen: value)
            case .apiKeys where policy.apiKeyPolicy == .hash: break
            case .apiKeys: keys.apiKeys = try dataKey(of: policy.realm, for: .apiKeys, toOpen: value)
            }
        }
        return keys
    }
}
