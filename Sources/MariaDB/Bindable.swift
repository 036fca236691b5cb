/// A type whose values can be bound to a statement.
public protocol Bindable {
    /// What is sent to the server.
    var boundValue: Value { get }
}

extension Value: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { self }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { self?.boundValue ?? .null }
}

extension Int: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .integer(Int64(self)) }
}

extension Int64: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .integer(self) }
}

extension Int32: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .integer(Int64(self)) }
}

extension UInt64: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .unsigned(self) }
}

extension UInt32: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .integer(self ? 1 : 0) }
}

extension Double: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .double(self) }
}

extension String: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .text(self) }
}

extension [UInt8]: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .bytes(self) }
}

extension DateTime: Bindable {
    /// What is sent to the server.
    public var boundValue: Value { .datetime(self) }
}
