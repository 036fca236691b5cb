import Credentials
import JSON
import Secrets

extension Attributes {
    /// Whether there is a password hash, for which the caller needs leave.
    var hasPasswordHash: Bool { isGiven("password_hash") }

    /// The given hash of a password, which must be of a supported scheme and stands for the password: no rules of the
    /// realm can be applied to it (section 17, decision 10).
    mutating func passwordHash(_ grant: Grant<SetPasswordHash>) -> PasswordHash? {
        if isGiven("password") {
            refuse("password_hash", "Password hash can't be given together with a password")
            return nil
        }
        guard let text = text("password_hash", limit: .bytes(PasswordHash.maximumBytes)).value else { return nil }
        if text.isEmpty {
            requirePresence("password_hash")
            return nil
        }
        let hash = PasswordHash(phc: text)
        if !hash.isSupported { refuse("password_hash") }
        return hash
    }

    /// Whether an attribute has a value other than null.
    func isGiven(_ name: String) -> Bool {
        values[name] ?? .null != .null
    }
}
