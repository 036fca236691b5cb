import Credentials
import JSON
import Secrets

/// A password, its hash or an API key that a caller gave or had generated, and that was found to be valid.
enum NewSecret {
    case password(Secret)
    case passwordHash(PasswordHash)
    case apiKey(Secret)

    /// The key, to be shown in the answer to the change that made it.
    var apiKey: Secret? {
        if case .apiKey(let key) = self { key } else { nil }
    }

    /// What the store keeps; hashing a password takes its time, so it is done outside of transactions.
    ///
    /// - Throws: ``Secrets/HashingError``.
    func hashed(by hasher: PasswordHasher) throws -> NewCredential {
        switch self {
        case .password(let password): .password(try hasher.hash(password))
        case .passwordHash(let hash): .password(hash)
        case .apiKey(let key): .apiKey(key)
        }
    }
}

extension Attributes {
    /// The password or API key that a new user begins with.
    mutating func firstSecret(
        of user: User, _ policy: RealmPolicy, _ passwords: PasswordPolicy, _ hashGrant: Grant<SetPasswordHash>?
    ) -> NewSecret? {
        switch user.type {
        case .human:
            return requiredPassword(of: user, policy, passwords, hashGrant)
        case .api:
            if hashGrant != nil { refuse("password_hash") }
            return .apiKey(requiredAPIKey(policy))
        }
    }

    /// The password or API key that a user is to have from now on, if one was given.
    mutating func newSecret(
        of user: User, _ policy: RealmPolicy, _ passwords: PasswordPolicy, _ hashGrant: Grant<SetPasswordHash>?
    ) -> NewSecret? {
        switch user.type {
        case .human:
            return newPassword(of: user, policy, passwords, hashGrant)
        case .api:
            if hashGrant != nil { refuse("password_hash") }
            return newAPIKey(policy).map(NewSecret.apiKey)
        }
    }

    /// A password or its hash, one of which must be there.
    ///
    /// - Parameter hashGrant: leave for the hash, if there is one.
    mutating func requiredPassword(
        of user: User, _ policy: RealmPolicy, _ passwords: PasswordPolicy, _ hashGrant: Grant<SetPasswordHash>?
    ) -> NewSecret? {
        guard let hashGrant else { return requiredPassword(of: user, policy, passwords).map(NewSecret.password) }
        return passwordHash(hashGrant).map(NewSecret.passwordHash)
    }

    /// A password or its hash, if one was given.
    ///
    /// - Parameter hashGrant: leave for the hash, if there is one.
    mutating func newPassword(
        of user: User, _ policy: RealmPolicy, _ passwords: PasswordPolicy, _ hashGrant: Grant<SetPasswordHash>?
    ) -> NewSecret? {
        guard let hashGrant else { return newPassword(of: user, policy, passwords).map(NewSecret.password) }
        return passwordHash(hashGrant).map(NewSecret.passwordHash)
    }

    /// A password that must be there.
    mutating func requiredPassword(of user: User, _ policy: RealmPolicy, _ passwords: PasswordPolicy) -> Secret? {
        switch values["password"] {
        case nil, .null?:
            requirePresence("password")
            return nil
        default: return newPassword(of: user, policy, passwords)
        }
    }

    /// A password, if one was given, that keeps the realm's rules; its confirmation is compared only when it is there
    /// (authrocket-v1.md section 5.4).
    mutating func newPassword(of user: User, _ policy: RealmPolicy, _ passwords: PasswordPolicy) -> Secret? {
        guard let text = text("password", limit: .bytes(PasswordRules.maximumBytes)).value else { return nil }
        if text.isEmpty {
            requirePresence("password")
            return nil
        }
        let password = Secret(text)
        for violation in passwords.rules.violations(
            of: password, knownWords: user.knownWords + [policy.realmName])
        {
            refuse("password", violation.message)
        }
        if let confirmation = self.text("password_confirmation", limit: .bytes(.max)).value,
            Secret(confirmation) != password
        {
            refuse("password_confirmation", "Password confirmation doesn't match")
        }
        return password
    }

    /// An API key, generated when none was given.
    mutating func requiredAPIKey(_ policy: RealmPolicy) -> Secret {
        newAPIKey(policy) ?? Secret(APIKeyText.generate(prefix: policy.apiKeyPrefix))
    }

    /// An API key, if one was given or is to be generated (authrocket-v1.md section 5.3).
    mutating func newAPIKey(_ policy: RealmPolicy) -> Secret? {
        guard let text = text("api_key").value, !text.trimmed.isEmpty else { return nil }
        if text == "generate" { return Secret(APIKeyText.generate(prefix: policy.apiKeyPrefix)) }
        if text.unicodeScalars.count < 8 {
            refuse("api_key", "Api key is too short (minimum is 8 characters)")
        } else if !APIKeyText.accepts(given: text) {
            refuse("api_key")
        }
        return Secret(text)
    }
}

extension User {
    /// What an attacker would try as this user's password.
    fileprivate var knownWords: [String] {
        [username, email, name].compactMap { $0 }
    }
}

extension PasswordRules.Violation {
    fileprivate var message: String {
        switch self {
        case .tooShort(let minimum): "Password is too short (minimum is \(minimum) characters)"
        case .tooLong: "Password is too long (maximum is \(PasswordRules.maximumBytes) bytes)"
        case .tooSimple: "Password is too simple"
        case .missing(let kind): "Password must include at least one \(kind.title)"
        }
    }
}

extension PasswordRules.CharacterClass {
    fileprivate var title: String {
        switch self {
        case .lower: "lower case letter"
        case .upper: "upper case letter"
        case .number: "number"
        case .special: "special character"
        }
    }
}
