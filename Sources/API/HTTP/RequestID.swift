/// The name of one request, `rq_` and 22 base62 digits, which joins an answer to the logs.
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

extension RequestID: CustomStringConvertible {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// The digits are `0-9A-Za-z`, left-padded with `0`: the least number of them that holds 128 bits.
    var description: String {
        var rest = number
        var text = ""
        for _ in 0..<22 {
            text.append(Self.digits[Int(rest % 62)])
            rest /= 62
        }
        return "rq_" + String(text.reversed())
    }
}
