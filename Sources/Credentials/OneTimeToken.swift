public import Secrets

/// A text that lets whoever holds it do one thing for a user, once (authrocket-v1.md section 17, decision 13).
public struct OneTimeToken: Sendable {
    /// What a token is good for.
    public enum Purpose: String, Sendable, CaseIterable {
        /// To go on with a login whose password was right and whose code is still missing.
        case login
        /// To choose a new password.
        case password
        /// To show that an e-mail address is the user's.
        case email

        /// What its tokens begin with.
        public var prefix: String {
            switch self {
            case .login: "kli_"
            case .password: "kpw_"
            case .email: "kev_"
            }
        }

        /// How long its tokens live, in seconds.
        public var lifetime: Int {
            switch self {
            case .login: 600
            case .password: 24 * 3600
            case .email: 7 * 24 * 3600
            }
        }
    }

    /// The wrong codes after which a login has to begin anew.
    public static let mostFailures = 5
    private static let randomDigits = 43

    /// What the token is good for.
    public let purpose: Purpose
    /// The text as its holder presents it.
    public let text: Secret

    /// Takes a text for a token; nil for what cannot be one for that purpose.
    public init?(_ text: String, for purpose: Purpose) {
        guard text.hasPrefix(purpose.prefix), text.utf8.count == purpose.prefix.utf8.count + Self.randomDigits else {
            return nil
        }
        self.init(purpose: purpose, text: Secret(text))
    }

    private init(purpose: Purpose, text: Secret) {
        self.purpose = purpose
        self.text = text
    }

    /// Makes a token: prefix and 256 random bits.
    public static func generate(for purpose: Purpose) -> OneTimeToken {
        OneTimeToken(purpose: purpose, text: Secret(purpose.prefix + RandomToken.base62(randomDigits)))
    }

    /// SHA-256 of the text: all that is kept of it.
    public var digest: [UInt8] { Digest.sha256(text.bytes) }
}

extension OneTimeToken: Redacted {}
