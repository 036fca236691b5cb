/// How the identifiers of a kind are written behind their prefix.
public enum IdentifierNotation: Sendable {
    /// 22 digits of base62, as `/v1` has them (authrocket-v1.md section 2).
    case base62
    /// 26 digits of Crockford's base 32, the text form of a ULID, as `/v2` has them (deck-v2.md section 1.1).
    case crockford

    /// The number in this notation, behind a prefix.
    public func text(of number: UInt128, after prefix: String = "") -> String {
        switch self {
        case .base62: Base62.encode(number, after: prefix)
        case .crockford: prefix + CrockfordBase32.encode(number)
        }
    }

    /// The number that the text stands for; `nil` when it is not in this notation.
    public func number(in text: some StringProtocol) -> UInt128? {
        switch (self, text.utf8.count) {
        case (.base62, 22): Base62.decode(text)
        case (.base62, 21): Base62.decodeLowerCaseFirst(text)
        case (.crockford, 26): CrockfordBase32.decode(text)
        default: nil
        }
    }
}
