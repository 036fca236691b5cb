/// One row of a result, read by column name.
///
/// It is where the library put it, and can be read only until the closure that it was shown to returns.
public struct Row {
    let columns: ColumnNames
    let source: any RowSource
    let number: Int

    /// The row with only those columns whose names begin so, under the rest of their names.
    public func named(_ prefix: String) -> Row {
        Row(columns: columns.beginning(with: prefix), source: source, number: number)
    }

    /// Reads a column, by the name that the statement gives it (exact in case).
    ///
    /// - Throws: `decoding(column:)` when there is no such column, or its value is NULL, of another kind or out of range,
    ///   or the row is gone.
    @inlinable public func decode<T: ColumnDecodable>(_ column: String, as: T.Type = T.self) throws(MariaDBError) -> T {
        guard let value = value(in: column), let decoded = T.decode(value) else { throw undecodable(column) }
        return decoded
    }

    /// Shorthand for `decode`: `try row("name")`.
    @inlinable public func callAsFunction<T: ColumnDecodable>(_ column: String, as: T.Type = T.self)
        throws(MariaDBError) -> T
    {
        try decode(column)
    }

    @usableFromInline func value(in column: String) -> Value? {
        columns.position(of: column).flatMap { source.value(at: $0, ofRow: number) }
    }

    @usableFromInline func undecodable(_ column: String) -> MariaDBError {
        MariaDBError(.decoding(column: column))
    }
}

/// Where the values of rows are.
protocol RowSource: AnyObject {
    /// A value of a row; nil when that row is gone.
    func value(at index: Int, ofRow number: Int) -> Value?
}

extension Row: CustomStringConvertible, CustomReflectable {
    /// The column names; never the values.
    public var description: String { "Row(\(columns.names.joined(separator: ", ")))" }

    /// No children, so that `dump` shows no values either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
