/// `$5$rounds=535000$salt$tag` or `$6$salt$tag`: SHA-256-crypt and SHA-512-crypt (Drepper, "Unix crypt using SHA-256 and
/// SHA-512", version 0.6).
struct SHACryptHash: ParsedHash {
    /// What holds when the text names no rounds.
    private static let standardRounds = 5000
    /// The least number the specification has; 1,000,000 rounds of a usual password take 0.4 s.
    private static let allowedRounds = 1000...1_000_000
    /// Each round hashes the password anew, so that long ones cost more: rounds times bytes, with 64 for the rest of a
    /// round, that take about a second. At 5,000 rounds every password is within it, at 1,000,000 those of 136 bytes are.
    private static let mostWork = 200_000_000

    private let text: String
    private let rounds: Int
    private let tag: [UInt8]

    init?(_ text: String) {
        guard text.hasPrefix("$5$") || text.hasPrefix("$6$") else { return nil }
        var fields = text.split(separator: "$", omittingEmptySubsequences: false).dropFirst(2)
        var rounds = Self.standardRounds
        if let field = fields.first, field.hasPrefix("rounds=") {
            guard let number = HashText.number(field, after: "rounds=") else { return nil }
            rounds = Int(number)
            fields.removeFirst()
        }
        guard Self.allowedRounds.contains(rounds), fields.count == 2,
            let salt = fields.first, salt.utf8.count <= 16, salt.utf8.allSatisfy(Self.mayBeInSalt),
            let tag = fields.last, tag.utf8.count == (text.hasPrefix("$5$") ? 43 : 86),
            tag.utf8.allSatisfy(HashText.isCryptDigit)
        else { return nil }
        self.text = text
        self.rounds = rounds
        self.tag = Array(tag.utf8)
    }

    /// Whether libcrypt takes the character; some programs salt with more than the usual digits.
    private static func mayBeInSalt(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"!*:;\\".utf8.contains(byte)
    }

    /// A password with a NUL never matches: in C it ends there, so what follows would count for nothing. Nor does one that
    /// is too long for libcrypt, or for the rounds to be done in time.
    func matches(_ password: [UInt8]) throws(HashingError) -> Bool {
        guard !password.contains(0), password.count <= Crypt.longestPassword,
            rounds * (password.count + 64) <= Self.mostWork
        else { return false }
        let made = try Crypt.hash(password, as: text)
        return Digest.constantTimeEqual(Array(made.utf8.suffix(tag.count)), tag)
    }
}
