/// One value on its way to or from the database.
///
/// Integers arrive as `integer`, except those of `BIGINT UNSIGNED` columns, which are `unsigned`. `DECIMAL` and `TIME`
/// arrive as `text`; so does a date with a zero month or day, because it is no point in time. Columns with a character
/// set are `text`, binary ones (`BINARY`, `VARBINARY`, `BLOB`, `BIT`) are `bytes`.
public enum Value: Sendable, Equatable {
    case null
    case integer(Int64)
    case unsigned(UInt64)
    case double(Double)
    case text(String)
    case bytes([UInt8])
    case datetime(DateTime)
}

extension Value: CustomStringConvertible, CustomReflectable {
    /// The kind of the value, never the value: it may be a secret.
    public var description: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .unsigned: "unsigned"
        case .double: "double"
        case .text: "text"
        case .bytes: "bytes"
        case .datetime: "datetime"
        }
    }

    /// No children, so that `dump` and failed expectations show no values either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
