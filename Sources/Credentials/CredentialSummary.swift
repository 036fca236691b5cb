public import Secrets

/// What a credential's user shows of it: nothing that must be opened first, but an API key that may be read
/// (authrocket-v1.md section 6.3).
public struct CredentialSummary: Sendable, Equatable {
    /// The credential's id.
    public let id: CredentialID
    /// What kind of credential it is.
    public let type: CredentialType
    /// The key, where the realm's policy lets it be read.
    public let apiKey: Secret?
    /// The auth provider of a TOTP device or of an external account.
    public let provider: AuthProviderID?
    /// What the owner of a TOTP device calls it.
    public let name: String?
    /// Whether a TOTP device has shown a right code.
    public let state: TOTPDevice.State?
    /// The external provider's own id of the user.
    public let providerUser: String?

    /// Describes a credential.
    public init(
        id: CredentialID, type: CredentialType, apiKey: Secret?, provider: AuthProviderID?, name: String?,
        state: TOTPDevice.State?, providerUser: String?
    ) {
        self.id = id
        self.type = type
        self.apiKey = apiKey
        self.provider = provider
        self.name = name
        self.state = state
        self.providerUser = providerUser
    }
}
