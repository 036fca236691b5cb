/// A password hash of one scheme, taken apart: its cost, its salt and what must come out.
protocol ParsedHash: Redacted {
    /// Nil for the text of another scheme, and for what would cost more than is allowed here.
    init?(_ text: String)

    /// Whether the password is the one that was hashed; takes as long as the hash demands, up to about a second.
    func matches(_ password: [UInt8]) throws(HashingError) -> Bool
}
