import Credentials
import JSON

/// Who an external login service says a user is.
struct SocialProfile: Sendable, Equatable {
    /// The service's own id of the user.
    let account: String
    /// In lower case.
    var email: String?
    /// Whether the service says that the address is the user's.
    var isEmailVerified = false
    var firstName: String?
    var lastName: String?

    private static let longestText = 255

    init(account: String) {
        self.account = account
    }

    /// Reads what the service's userinfo endpoint answered.
    ///
    /// - Throws: `unreadable` when it does not say who the user is.
    init(_ answer: JSONObject, from type: ProviderType) throws(SocialRefusal) {
        switch type {
        case .facebook: try self.init(account: answer["id"])
        case .github: try self.init(account: answer["id"])
        case .oauth2: try self.init(account: answer["sub"] ?? answer["id"])
        case .google, .linkedin, .slack, .yahoo, .password, .totp: try self.init(account: answer["sub"])
        }
        let isVerified =
            switch type {
            // Facebook tells of addresses that were never confirmed, GitHub of the one that the user shows around.
            case .facebook, .github: false
            default: answer["email_verified"] == true || answer["email_verified"] == "true"
            }
        take(email: answer["email"], isVerified: isVerified)
        takeNames(answer)
    }

    /// Takes the address that matters among those that GitHub keeps: the primary one.
    mutating func take(addresses: [JSONObject]) {
        guard let primary = addresses.first(where: { $0["primary"] == true }) else { return }
        take(email: primary["email"], isVerified: primary["verified"] == true)
    }

    private init(account: JSON?) throws(SocialRefusal) {
        let text = account?.integer.map { String($0) } ?? account?.text ?? ""
        guard text.unicodeScalars.count <= Self.longestText, !text.trimmed.isEmpty, !text.unicodeScalars.contains("\0")
        else { throw .unreadable }
        self.init(account: text)
    }

    private mutating func take(email: JSON?, isVerified: Bool) {
        guard let email = email?.text.map({ CaseFolding.fold($0) }), EmailAddress.isPlausible(email) else { return }
        self.email = email
        isEmailVerified = isVerified
    }

    private mutating func takeNames(_ answer: JSONObject) {
        firstName = Self.name(answer["given_name"] ?? answer["first_name"])
        lastName = Self.name(answer["family_name"] ?? answer["last_name"])
        guard firstName == nil, lastName == nil, let name = Self.name(answer["name"]) else { return }
        let words = name.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        firstName = words.first.map(String.init)
        lastName = words.count > 1 ? words.last.map { $0.trimmed } : nil
    }

    /// A name as far as it fits, without what cannot be kept.
    private static func name(_ value: JSON?) -> String? {
        guard let text = value?.text?.trimmed, !text.isEmpty, !text.unicodeScalars.contains("\0") else { return nil }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestText)))
    }
}
