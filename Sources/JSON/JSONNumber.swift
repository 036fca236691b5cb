/// A number that keeps its spelling; two are equal when they are spelled alike.
public struct JSONNumber: Sendable, Equatable {
    /// The number as RFC 8259 section 6 spells it.
    public let lexeme: String

    init(lexeme: String) {
        self.lexeme = lexeme
    }

    /// Makes an integral number.
    public init(_ value: Int) {
        self.init(lexeme: String(value))
    }

    /// The nearest number in binary, or nil when it is too great for one; too small becomes zero.
    public var double: Double? {
        Double(lexeme).flatMap { $0.isFinite ? $0 : nil }
    }
}
