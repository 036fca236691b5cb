/// A type whose values can be bound to a statement.
public protocol Bindable {
    /// What is sent to the server.
    var boundValue: Value { get }
}

extension Value: Bindable {
    public var boundValue: Value { self }
}

extension Optional: Bindable where Wrapped: Bindable {
    public var boundValue: Value { self?.boundValue ?? .null }
}

extension Int: Bindable {
    public var boundValue: Value { .integer(Int64(self)) }
}

extension Int64: Bindable {
    public var boundValue: Value { .integer(self) }
}

extension Int32: Bindable {
    public var boundValue: Value { .integer(Int64(self)) }
}

extension UInt64: Bindable {
    public var boundValue: Value { .unsigned(self) }
}

extension UInt32: Bindable {
    public var boundValue: Value { .integer(Int64(self)) }
}

extension Bool: Bindable {
    public var boundValue: Value { .integer(self ? 1 : 0) }
}

extension Double: Bindable {
    public var boundValue: Value { .double(self) }
}

extension String: Bindable {
    public var boundValue: Value { .text(self) }
}

extension [UInt8]: Bindable {
    public var boundValue: Value { .bytes(self) }
}

extension DateTime: Bindable {
    public var boundValue: Value { .datetime(self) }
}
