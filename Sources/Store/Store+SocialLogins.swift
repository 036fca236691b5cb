public import Credentials
import MariaDB

/// The credential that links an account with an external provider, and whose it is.
public struct SocialCredential: Sendable, Equatable {
    /// The credential.
    public let id: CredentialID
    /// The user who holds it.
    public let user: UserID
}

extension Store {
    /// The credential for an account with one of the realm's providers.
    public mutating func socialCredential(
        of account: String, at provider: AuthProviderID, _ grant: Grant<AuthenticateUser>
    ) throws -> SocialCredential? {
        try session.first(
            """
            SELECT id, user_id FROM credentials
            WHERE auth_provider_id = \(provider) AND provider_user_id = \(account) AND realm_id = \(grant.realm)
            """
        ) { SocialCredential(id: try $0("id"), user: try $0("user_id")) }
    }

    /// The human users whose address this is known to be, given in lower case, oldest first: two at most, for whoever
    /// asks wants the only one.
    public mutating func verifiedUserIDs(
        email: String, _ grant: Grant<AuthenticateUser>
    ) throws -> [UserID] {
        try session.rows(
            """
            SELECT id FROM users
            WHERE realm_id = \(grant.realm) AND email = \(email) AND user_type = 'human'
                AND email_verification = 'verified'
            ORDER BY id LIMIT 2
            """
        ) { try $0("id") }
    }
}
