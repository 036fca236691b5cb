public import Credentials
public import JSON
public import MariaDB

extension Identifier: Bindable {
    /// What is sent to the server.
    public var boundValue: MariaDB.Value { .bytes(bytes) }
}

extension Identifier: ColumnDecodable {
    /// The value in a column; `nil` when the column holds something else.
    public static func decode(_ value: MariaDB.Value) -> Identifier? {
        guard case .bytes(let bytes) = value else { return nil }
        return Identifier(bytes: bytes)
    }
}

extension Timestamp: Bindable {
    /// What is sent to the server.
    public var boundValue: MariaDB.Value { .datetime(DateTime(microsecondsSinceEpoch: microseconds)) }
}

extension Timestamp: ColumnDecodable {
    /// The value in a column; `nil` when the column holds something else.
    public static func decode(_ value: MariaDB.Value) -> Timestamp? {
        guard case .datetime(let time) = value else { return nil }
        return Timestamp(microseconds: time.microsecondsSinceEpoch)
    }
}

extension JSONObject: Bindable {
    /// What is sent to the server.
    public var boundValue: MariaDB.Value { .text(JSON.object(self).text) }
}

extension JSONObject: ColumnDecodable {
    /// The value in a column; `nil` when the column holds something else.
    public static func decode(_ value: MariaDB.Value) -> JSONObject? {
        guard case .object(let object)? = JSON.stored(value) else { return nil }
        return object
    }
}

extension JSON {
    /// A value kept as text in a column.
    static func stored(_ value: MariaDB.Value) -> JSON? {
        guard case .text(let text) = value else { return nil }
        return try? JSON(parsing: Array(text.utf8))
    }
}

/// An enumeration that a column holds as its raw text.
protocol StoredEnumeration: Bindable, ColumnDecodable, RawRepresentable where RawValue == String {}

extension StoredEnumeration {
    /// What is sent to the server.
    public var boundValue: MariaDB.Value { .text(rawValue) }

    /// The value in a column; `nil` when the column holds something else.
    public static func decode(_ value: MariaDB.Value) -> Self? {
        guard case .text(let text) = value else { return nil }
        return Self(rawValue: text)
    }
}

extension Permission: StoredEnumeration {}
extension ActivityState: StoredEnumeration {}
extension APIKeyPolicy: StoredEnumeration {}
extension UsernameValidation: StoredEnumeration {}
extension SessionType: StoredEnumeration {}
extension JWTAlgorithm: StoredEnumeration {}
extension UserType: StoredEnumeration {}
extension EmailVerification: StoredEnumeration {}
extension ProviderType: StoredEnumeration {}
extension CredentialType: StoredEnumeration {}
extension TOTPDevice.State: StoredEnumeration {}
extension EventType: StoredEnumeration {}
extension OneTimeToken.Purpose: StoredEnumeration {}
extension HookNotification.State: StoredEnumeration {}

/// A list that a column holds as a JSON array.
struct JSONList: ColumnDecodable {
    let items: [JSON]

    static func decode(_ value: MariaDB.Value) -> JSONList? {
        guard case .array(let items)? = JSON.stored(value) else { return nil }
        return JSONList(items: items)
    }
}
