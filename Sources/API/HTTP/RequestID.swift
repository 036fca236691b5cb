import Credentials

/// The name of one request, which joins an answer to the logs.
struct RequestID: Sendable, Equatable {
    private let number: UInt128

    /// Takes over nginx's `$request_id`, 32 hexadecimal digits; one missing or malformed is replaced by a random one.
    init(nginxHex: String?) {
        number = nginxHex.flatMap { Self.number(ofHex: $0.utf8.span) } ?? .random(in: .min ... .max)
    }

    /// The same from the text's bytes.
    init(nginxHex digits: Span<UInt8>) {
        number = Self.number(ofHex: digits) ?? .random(in: .min ... .max)
    }

    private static func number(ofHex digits: Span<UInt8>) -> UInt128? {
        guard digits.count == 32, let high = number(of: digits.extracting(first: 16)),
            let low = number(of: digits.extracting(last: 16))
        else { return nil }
        return UInt128(high) << 64 | UInt128(low)
    }

    private static func number(of digits: Span<UInt8>) -> UInt64? {
        var (number, isSound): (UInt64, Bool) = (0, true)
        for index in digits.indices {
            let digit = digits[index]
            isSound = digit.isHexDigit && isSound
            number = number << 4 | UInt64(digit.hexDigitValue)
        }
        return isSound ? number : nil
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
