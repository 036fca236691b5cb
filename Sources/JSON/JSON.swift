/// A JSON value (RFC 8259) that keeps what the wire said.
///
/// Foundation's `JSONDecoder` and `JSONSerialization` are not used because they silently accept a name twice in one
/// object and lose the text of numbers. Requests with a repeated name have to be refused, and responses need members
/// in a fixed order and times with exactly three decimals.
public enum JSON: Sendable, Equatable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A number, as it was written.
    case number(JSONNumber)
    /// A string without its quotes and escapes; U+0000 may occur in it.
    case text(String)
    /// Values in order.
    case array([JSON])
    /// Named values in order.
    case object(JSONObject)
}
