/// One row of a result, read by column name.
public struct Row {
    let columns: [String]
    let values: [Value]

    /// Reads a column, by the name that the statement gives it (exact in case).
    ///
    /// - Throws: `decoding(column:)` when there is no such column, or its value is NULL, of another kind or out of range.
    public func decode<T: ColumnDecodable>(_ column: String, as: T.Type = T.self) throws(MariaDBError) -> T {
        guard let index = columns.firstIndex(of: column), let decoded = T.decode(values[index]) else {
            throw MariaDBError(.decoding(column: column))
        }
        return decoded
    }

    /// Shorthand for `decode`: `try row("name")`.
    public func callAsFunction<T: ColumnDecodable>(_ column: String, as: T.Type = T.self) throws(MariaDBError) -> T {
        try decode(column)
    }
}

extension Row: CustomStringConvertible {
    /// The column names; never the values.
    public var description: String { "Row(\(columns.joined(separator: ", ")))" }
}
