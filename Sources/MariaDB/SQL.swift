/// A statement and the values bound to it.
///
/// Written as a string literal, in which every `\(value)` becomes a `?` and a bound value:
///
///     let sql: SQL = "SELECT id FROM users WHERE realm = \(realm) AND name = \(name)"
///
/// No value can change the meaning of the statement. Text goes in as text only with a label that says so: `raw:` takes
/// a `StaticString`, `fragment:` another `SQL` with its values, `rows:` several with commas between, `list:` the members of
/// an `IN (…)`.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The statement in UTF-8, with a `?` for each value.
    let utf8: [UInt8]
    /// The bound values, in the order of their placeholders.
    public let values: [Value]

    /// A statement without values.
    public init(stringLiteral text: String) {
        utf8 = Array(text.utf8)
        values = []
    }

    /// What the compiler makes of an interpolated literal.
    public init(stringInterpolation: StringInterpolation) {
        utf8 = stringInterpolation.utf8
        values = stringInterpolation.values
    }
}

extension SQL {
    /// The statement, with a `?` for each value.
    public var text: String { String(decoding: utf8, as: UTF8.self) }
}

extension SQL: CustomStringConvertible {
    /// The text with its placeholders; never the values.
    public var description: String { text }
}

extension SQL {
    /// Whether the statement only reads, so that running it twice does no harm.
    ///
    /// Judged by the first word. A `SELECT` that calls a function with effects (`GET_LOCK`, `NEXTVAL`) counts as one.
    var isRead: Bool {
        let first = utf8.drop { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: "(") }.prefix(while: Self.isLetter)
        return Self.readingWords.contains(String(decoding: first, as: UTF8.self).uppercased())
    }

    private static let readingWords: Set = ["SELECT", "SHOW", "WITH", "EXPLAIN", "DESCRIBE"]

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    /// Whether the statement can wait for the lock of a row, be it that it only reads.
    var mayLock: Bool {
        let text = text.uppercased()
        return !isRead || text.contains("FOR UPDATE") || text.contains("LOCK IN SHARE MODE")
    }
}
