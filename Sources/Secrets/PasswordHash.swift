/// The hash of a password: ours in PHC string format (`$argon2id$v=19$m=19456,t=2,p=1$…$…`), or one that an app brought.
public struct PasswordHash: Sendable, Redacted {
    /// The text as it is stored.
    public let phc: String

    /// Takes any text; whether it can be verified shows then.
    public init(phc: String) {
        self.phc = phc
    }
}
