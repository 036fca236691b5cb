/// A statement and the values bound to it.
///
/// Written as a string literal, in which every `\(value)` becomes a `?` and a bound value:
///
///     let sql: SQL = "SELECT id FROM users WHERE realm = \(realm) AND name = \(name)"
///
/// No value can change the meaning of the statement. Text goes in as text only with a label that says so: `raw:` takes
/// a `StaticString`, `fragment:` another `SQL` with its values, `list:` the members of an `IN (…)`.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The statement, with a `?` for each value.
    public let text: String
    /// The bound values, in the order of their placeholders.
    public let values: [Value]

    /// A statement without values.
    public init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    /// What the compiler makes of an interpolated literal.
    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }
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
        // As nearly all are written.
        if text.utf8.starts(with: "SELECT ".utf8) { return true }
        let first = text.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }
        return ["SELECT", "SHOW", "WITH", "EXPLAIN", "DESCRIBE"].contains(first.uppercased())
    }

    /// Whether the statement can wait for the lock of a row, be it that it only reads.
    var mayLock: Bool {
        let text = text.uppercased()
        return !isRead || text.contains("FOR UPDATE") || text.contains("LOCK IN SHARE MODE")
    }
}
