/// A realm's rules for passwords: those of its password provider (authrocket-v1.md section 11).
public struct PasswordPolicy: Sendable, Equatable {
    /// Whether users may log in with passwords: the provider is there, and active.
    public let allowsLogins: Bool
    /// What new passwords must look like.
    public let rules: PasswordRules

    /// Describes a policy; made by the store from the provider's row.
    ///
    /// - Parameter rules: `nil` when the realm has no password provider; what a new one begins with holds then.
    public init(allowsLogins: Bool, rules: PasswordRules?) {
        self.allowsLogins = allowsLogins
        self.rules = rules ?? .initial
    }
}
