/// `$2b$10$` with 22 digits of salt and 31 of tag: bcrypt (Provos and Mazières, USENIX 1999).
///
/// `$2a$`, `$2b$` and `$2y$` are three names for the right algorithm as far as passwords are UTF-8: what libcrypt does
/// differently for `$2a$` concerns bytes of 255 only (`crypt(5)`). `$2x$`, the mark of hashes by an old defect, is refused.
struct BcryptHash: ParsedHash {
    /// Two to the power of the cost are the rounds; cost 14 takes 0.8 s, each step more twice as long.
    private static let allowedCosts = 4...14
    /// What bcrypt looks at of a password, in bytes; the rest never counted when the hash was made either.
    private static let significantBytes = 72

    private let text: String
    private let tag: [UInt8]

    init?(_ text: String) {
        guard text.hasPrefix("$2") else { return nil }
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 4, ["2a", "2b", "2y"].contains(fields[1]),
            fields[2].utf8.count == 2, fields[2].utf8.allSatisfy(HashText.isDigit),
            let cost = Int(fields[2]), Self.allowedCosts.contains(cost),
            fields[3].utf8.count == 53, fields[3].utf8.allSatisfy(HashText.isCryptDigit)
        else { return nil }
        self.text = text
        tag = Array(fields[3].utf8.suffix(31))
    }

    /// A password with a NUL never matches: for bcrypt it ends there, so the rest would count for nothing, and programs
    /// that make such hashes refuse it.
    ///
    /// Only the tag is compared, because the salt's last digit has bits without a meaning, which libcrypt clears.
    func matches(_ password: [UInt8]) throws(HashingError) -> Bool {
        guard !password.contains(0) else { return false }
        let made = try Crypt.hash(Array(password.prefix(Self.significantBytes)), as: text)
        return Digest.constantTimeEqual(Array(made.utf8.suffix(tag.count)), tag)
    }
}
