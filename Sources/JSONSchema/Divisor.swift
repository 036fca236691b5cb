/// The value of `multipleOf`: greater than zero, with at most 18 significant digits.
struct Divisor {
    private let number: ExactNumber
    private let digits: UInt64

    init?(_ number: ExactNumber) {
        guard !number.isZero, !number.isNegative, number.digits.count <= 18 else { return nil }
        self.number = number
        digits = number.digits.reduce(0) { $0 * 10 + UInt64($1) }
    }

    /// Whether `multiple` divided by this is an integer.
    func divides(_ multiple: ExactNumber) -> Bool {
        guard !multiple.isZero else { return true }
        // As neither's digits end with 0, a lower power of ten cannot be made up for.
        guard multiple.exponent >= number.exponent else { return false }
        // A remainder below 10¹⁸, times ten, and a digit fit in 64 bits.
        let rest = multiple.digits.reduce(0) { ($0 * 10 + UInt64($1)) % digits }
        return product(rest, powerOfTen(multiple.exponent - number.exponent)) == 0
    }

    /// 10 to that power, modulo the digits.
    private func powerOfTen(_ exponent: Int) -> UInt64 {
        var (result, square, rest) = (1 % digits, 10 % digits, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = product(result, square) }
            square = product(square, square)
            rest >>= 1
        }
        return result
    }

    private func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return digits.dividingFullWidth((product.high % digits, product.low)).remainder
    }
}
