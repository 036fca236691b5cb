public import Secrets

/// What a realm's password provider demands of a new password (authrocket-v1.md section 8).
public struct PasswordRules: Sendable, Equatable {
    /// A kind of character that a password may have to contain.
    public enum CharacterClass: String, Sendable, CaseIterable {
        case lower, upper, number, special
    }

    /// Why a password was refused.
    public enum Violation: Sendable, Equatable {
        /// Shorter than so many code points.
        case tooShort(minimum: Int)
        /// Longer than ``PasswordRules/maximumBytes``.
        case tooLong
        /// Below the wanted zxcvbn score.
        case tooSimple
        /// A character of that class is missing.
        case missing(CharacterClass)
    }

    /// The longest password, in bytes of UTF-8 (section 17, decision 6).
    public static let maximumBytes = 1024
    /// The rules of a new realm.
    public static let initial = PasswordRules(minimumLength: 8, minimumComplexity: 0, required: [])

    /// The least number of code points.
    public let minimumLength: Int
    /// The least zxcvbn score, 0 to 4.
    public let minimumComplexity: Int
    /// The classes of which at least one character must be there.
    public let required: [CharacterClass]

    /// Describes rules.
    public init(minimumLength: Int, minimumComplexity: Int, required: [CharacterClass]) {
        self.minimumLength = minimumLength
        self.minimumComplexity = minimumComplexity
        self.required = required
    }

    /// All that is wrong with a password, the most important first; empty when it may be used.
    ///
    /// - Parameter knownWords: what an attacker would try first: the realm's name, the user's name, username and e-mail.
    public func violations(of password: Secret, knownWords: [String]) -> [Violation] {
        let text = password.reveal()
        if text.utf8.count > Self.maximumBytes { return [.tooLong] }
        var found: [Violation] = []
        if text.unicodeScalars.count < minimumLength { found.append(.tooShort(minimum: minimumLength)) }
        found += required.filter { !$0.occurs(in: text) }.map(Violation.missing)
        if minimumComplexity > 0, PasswordComplexity.score(password, knownWords: knownWords) < minimumComplexity {
            found.append(.tooSimple)
        }
        return found
    }
}

extension PasswordRules.CharacterClass {
    /// Whether a character of this class is in `text`; `special` is whatever is neither letter, digit nor white space.
    func occurs(in text: String) -> Bool {
        text.contains { character in
            switch self {
            case .lower: character.isLowercase
            case .upper: character.isUppercase
            case .number: character.isNumber
            case .special: !character.isLetter && !character.isNumber && !character.isWhitespace
            }
        }
    }
}
