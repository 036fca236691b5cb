import Credentials

/// The name of one request, which joins an answer to the logs.
struct RequestID: Sendable, Equatable {
    private let number: UInt128

    /// Takes over nginx's `$request_id`, 32 hexadecimal digits; one missing or malformed is replaced by a random one.
    init(nginxHex: String?) {
        number = nginxHex.flatMap(Self.number) ?? .random(in: .min ... .max)
    }

    private static func number(ofHex hex: String) -> UInt128? {
        guard hex.utf8.count == 32 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for byte in hex.utf8 {
            guard let digit = byte.hexDigitValue else { return nil }
            (high, low) = (high << 4 | low >> 60, low << 4 | UInt64(digit))
        }
        return UInt128(high) << 64 | UInt128(low)
    }
}

extension RequestID {
    /// `rq_` and 22 base62 digits, or `req_` and 26 of Crockford's base 32: the least that hold 128 bits.
    func text(in family: Family) -> String {
        switch family {
        case .authRocket: IdentifierNotation.base62.text(of: number, after: "rq_")
        case .deck: IdentifierNotation.crockford.text(of: number, after: "req_")
        }
    }
}
