/// Where a vault credential stands (deck-v2.md section 4).
public enum VaultCredentialStatus: String, Sendable, CaseIterable {
    /// Nobody has logged in with it as it is now.
    case unverified
    /// A run has logged in with it.
    case verified
    /// The source has refused it.
    case invalid
    /// Its secrets are gone, for good.
    case deleted

    /// What may happen to a credential.
    public enum Occurrence: Sendable, CaseIterable {
        /// What the site is told was changed.
        case updated
        /// A run logged in.
        case succeeded
        /// The site refused the login, or has locked the account.
        case refused
        /// It was deleted.
        case deleted
    }

    /// Where the credential stands after something happened; the same where that changes nothing.
    public func after(_ occurrence: Occurrence) -> VaultCredentialStatus {
        guard self != .deleted else { return .deleted }
        return switch occurrence {
        case .updated: .unverified
        case .succeeded: .verified
        case .refused: .invalid
        case .deleted: .deleted
        }
    }
}
