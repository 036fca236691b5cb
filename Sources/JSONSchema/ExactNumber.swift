import JSON

/// A decimal number in its one spelling, without any rounding: equal ones are equal here however they were written.
struct ExactNumber: Equatable {
    let isNegative: Bool
    /// From 0 to 9 each, neither beginning nor ending with 0; none for zero.
    let digits: [UInt8]
    /// The power of ten to multiply the digits, read as an integer, with.
    let exponent: Int

    /// An exponent that Int cannot hold counts as one that is beyond comparison with those that are written out.
    private static let greatestExponent = 1 << 48

    init(_ number: JSONNumber) {
        var (digits, exponent, isFraction): ([UInt8], Int, Bool) = ([], 0, false)
        var rest = number.lexeme.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if isFraction { exponent -= 1 }
                if byte > UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte - UInt8(ascii: "0")) }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                exponent += Self.exponent(Substring(rest))
                rest = rest[rest.endIndex...]
            default: break
            }
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent
        isNegative = !digits.isEmpty && number.lexeme.utf8.first == UInt8(ascii: "-")
    }

    private static func exponent(_ text: Substring) -> Int {
        let limit = greatestExponent
        guard let value = Int(text) else { return text.hasPrefix("-") ? -limit : limit }
        return min(max(value, -limit), limit)
    }

    /// Whether nothing is behind the decimal point: 1.0 is an integer.
    var isInteger: Bool { exponent >= 0 }

    var isZero: Bool { digits.isEmpty }
}

extension ExactNumber: Comparable {
    static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    /// Compares without regard to signs.
    private func isSmaller(than other: ExactNumber) -> Bool {
        guard !isZero, !other.isZero else { return isZero && !other.isZero }
        let (magnitude, theirs) = (digits.count + exponent, other.digits.count + other.exponent)
        return magnitude == theirs ? digits.lexicographicallyPrecedes(other.digits) : magnitude < theirs
    }
}
