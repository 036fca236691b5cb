import Credentials

/// The name of one request, which joins an answer to the logs.
struct RequestID: Sendable, Equatable {
    private let number: UInt128

    /// Takes over nginx's `$request_id`, 32 hexadecimal digits; one missing or malformed is replaced by a random one.
    init(nginxHex: String?) {
        number = nginxHex.flatMap(Self.number) ?? .random(in: .min ... .max)
    }

    private static func number(ofHex hex: String) -> UInt128? {
        // The initializer alone would take a sign as well.
        guard hex.utf8.count == 32, hex.utf8.allSatisfy({ $0.hexDigitValue != nil }) else { return nil }
        return UInt128(hex, radix: 16)
    }
}

extension RequestID {
    /// `rq_` and 22 base62 digits, or `req_` and 26 of Crockford's base 32: the least that hold 128 bits.
    func text(in family: Family) -> String {
        switch family {
        case .authRocket: "rq_" + IdentifierNotation.base62.text(of: number)
        case .deck: "req_" + IdentifierNotation.crockford.text(of: number)
        }
    }
}
