import Credentials
import MariaDB
import Secrets

/// What users show of their credentials, to be read beside their own columns.
let summaryColumns: StaticString = """
    credentials.id AS credential_id, credentials.credential_type, credentials.api_key, credentials.auth_provider_id, \
    credentials.name AS credential_name, credentials.state AS credential_state, credentials.provider_user_id
    """

/// As much of a row of `credentials` as its user shows, an API key still sealed.
struct SummaryRow: Sendable {
    let id: CredentialID
    private let type: CredentialType
    private let apiKey: SealedValue?
    private let provider: AuthProviderID?
    private let name: String?
    private let state: TOTPDevice.State?
    private let providerUser: String?

    init(_ row: Row) throws {
        id = try row("credential_id")
        type = try row("credential_type")
        apiKey = try row("api_key", as: [UInt8]?.self).map(SealedValue.init(bytes:))
        provider = try row("auth_provider_id")
        name = try row("credential_name")
        state = try row("credential_state")
        providerUser = try row("provider_user_id")
    }

    fileprivate var sealed: SealedValue? { type == .apiKey ? apiKey : nil }

    /// A key sealed under a data key that a change of policy has destroyed in the meantime is not shown.
    fileprivate func summary(in realm: RealmID, _ key: DataKey?) throws -> CredentialSummary {
        let opened = try sealed.flatMap { sealed in
            try key.flatMap { try sealed.keyID == $0.id ? $0.open(sealed, SealedField.apiKey.place(realm, id)) : nil }
        }
        return CredentialSummary(
            id: id, type: type, apiKey: opened.map { Secret(utf8: $0) }, provider: provider, name: name, state: state,
            providerUser: providerUser)
    }
}

extension Store {
    /// What a user of the policy's realm shows of their credentials: API keys as far as the policy lets them be read.
    mutating func summaries(_ rows: [SummaryRow], _ policy: RealmPolicy) throws -> [CredentialSummary] {
        let sealed = policy.apiKeyPolicy == .hash ? nil : rows.lazy.compactMap(\.sealed).first
        let key = try sealed.map { try dataKey(of: policy.realm, for: .apiKeys, toOpen: $0) }
        return try rows.map { try $0.summary(in: policy.realm, key) }
    }
}
