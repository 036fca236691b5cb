extension [UInt8] {
    /// Reads pairs of hexadecimal digits, as published vectors are written; whitespace between them does not count.
    init(hex: String) {
        let digits = hex.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue).map(UInt8.init)
        self = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Each way to change one bit.
    var withOneBitFlipped: [[UInt8]] {
        indices.flatMap { index in
            (0..<8).map { bit in
                var copy = self
                copy[index] ^= 1 << UInt8(bit)
                return copy
            }
        }
    }

    /// Each way to leave out bytes at the end or the beginning, down to none.
    var truncated: [[UInt8]] {
        (0..<count).map { Array(prefix($0)) } + (1...count).map { Array(dropFirst($0)) }
    }
}
