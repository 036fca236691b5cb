/// One row of a result, read by column name.
public struct Row {
    let columns: ColumnNames
    let values: [Value]
    private(set) var prefix = ""

    init(columns: ColumnNames, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// The row with only those columns whose names begin so, under the rest of their names.
    public func named(_ prefix: String) -> Row {
        var row = self
        row.prefix += prefix
        return row
    }

    /// Reads a column, by the name that the statement gives it (exact in case).
    ///
    /// - Throws: `decoding(column:)` when there is no such column, or its value is NULL, of another kind or out of range.
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
        columns.position(of: prefix.isEmpty ? column : prefix + column).map { values[$0] }
    }

    @usableFromInline func undecodable(_ column: String) -> MariaDBError {
        MariaDBError(.decoding(column: column))
    }
}

extension Row: CustomStringConvertible {
    /// The column names; never the values.
    public var description: String { "Row(\(columns.names.joined(separator: ", ")))" }
}
