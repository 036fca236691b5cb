/// A type whose values can be bound to a statement.
public protocol Bindable {
    /// What is sent to the server.
    var boundValue: Value { get }
}

extension Value: Bindable {
    /// The value itself.
    public var boundValue: Value { self }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// The value, or NULL when there is none.
    @inlinable public var boundValue: Value { self?.boundValue ?? .null }
}

extension Int: Bindable {
    /// A `BIGINT`.
    public var boundValue: Value { .integer(Int64(self)) }
}

extension Int64: Bindable {
    /// A `BIGINT`.
    public var boundValue: Value { .integer(self) }
}

extension Int32: Bindable {
    /// A `BIGINT`.
    public var boundValue: Value { .integer(Int64(self)) }
}

extension UInt64: Bindable {
    /// A `BIGINT UNSIGNED`.
    public var boundValue: Value { .unsigned(self) }
}

extension UInt32: Bindable {
    /// A `BIGINT`.
    public var boundValue: Value { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// 1 or 0, as MariaDB stores `BOOLEAN`.
    public var boundValue: Value { .integer(self ? 1 : 0) }
}

extension Double: Bindable {
    /// A `DOUBLE`.
    public var boundValue: Value { .double(self) }
}

extension String: Bindable {
    /// Text in utf8mb4.
    public var boundValue: Value { .text(self) }
}

extension [UInt8]: Bindable {
    /// Binary data.
    public var boundValue: Value { .bytes(self) }
}

extension DateTime: Bindable {
    /// A `DATETIME(6)` in UTC.
    public var boundValue: Value { .datetime(self) }
}
