/// A type that can be read from a column.
public protocol ColumnDecodable {
    /// The value as this type; nil when it is of another kind or out of range. Nothing is converted silently.
    static func decode(_ value: Value) -> Self?
}

extension Value: ColumnDecodable {
    /// Any value, NULL included.
    @inlinable public static func decode(_ value: Value) -> Value? { value }
}

extension Optional: ColumnDecodable where Wrapped: ColumnDecodable {
    /// NULL as nil; anything else must decode.
    @inlinable public static func decode(_ value: Value) -> Wrapped?? {
        if value == .null { return .some(nil) }
        return Wrapped.decode(value).map(Optional.some)
    }
}

extension ColumnDecodable where Self: FixedWidthInteger {
    /// An integer that fits.
    @inlinable public static func decode(_ value: Value) -> Self? {
        switch value {
        case .integer(let integer): Self(exactly: integer)
        case .unsigned(let unsigned): Self(exactly: unsigned)
        default: nil
        }
    }
}

extension Int: ColumnDecodable {}
extension Int64: ColumnDecodable {}
extension Int32: ColumnDecodable {}
extension UInt64: ColumnDecodable {}
extension UInt32: ColumnDecodable {}

extension Bool: ColumnDecodable {
    /// 0 or 1, as MariaDB stores `BOOLEAN`.
    @inlinable public static func decode(_ value: Value) -> Bool? {
        switch Int.decode(value) {
        case 0: false
        case 1: true
        default: nil
        }
    }
}

extension Double: ColumnDecodable {
    /// A `FLOAT` or `DOUBLE`.
    @inlinable public static func decode(_ value: Value) -> Double? {
        if case .double(let double) = value { double } else { nil }
    }
}

extension String: ColumnDecodable {
    /// Text.
    @inlinable public static func decode(_ value: Value) -> String? {
        if case .text(let text) = value { text } else { nil }
    }
}

extension [UInt8]: ColumnDecodable {
    /// Binary data.
    @inlinable public static func decode(_ value: Value) -> [UInt8]? {
        if case .bytes(let bytes) = value { bytes } else { nil }
    }
}

extension DateTime: ColumnDecodable {
    /// A `DATETIME`, `TIMESTAMP` or `DATE`, taken as UTC.
    @inlinable public static func decode(_ value: Value) -> DateTime? {
        if case .datetime(let datetime) = value { datetime } else { nil }
    }
}
