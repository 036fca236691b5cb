/// The rules for usernames (authrocket-v1.md section 6.2; section 17, decision 18).
public enum Username {
    /// The longest username, in code points.
    public static let maximumLength = 255

    /// Whether the name could be taken for a user id or for one of the words that paths under `/users` use.
    public static func isReserved(_ name: String) -> Bool {
        ["authenticate_key", "--", "-"].contains(name)
    }

    /// Whether the name may be used, given in lower case.
    public static func isValid(_ name: String, under validation: UsernameValidation) -> Bool {
        guard !name.isEmpty, !name.hasPrefix(User.prefix), !name.unicodeScalars.contains(where: isControl) else {
            return false
        }
        return validation == .standard || EmailAddress.isPlausible(name)
    }

    /// A name for an API user that came without one: 80 random bits.
    public static func generate() -> String {
        let digits = "0123456789abcdefghjkmnpqrstvwxyz"
        return "api-" + String((0..<16).compactMap { _ in digits.randomElement() })
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
    }
}
