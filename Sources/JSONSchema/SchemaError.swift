/// Why a schema was refused.
public struct SchemaError: Error, Equatable {
    /// Where in the schema, as a JSON Pointer (RFC 6901); a very long one is cut short.
    public let pointer: String
    /// What is wrong there: the rest of a sentence that begins with the place.
    public let rule: String

    init(_ place: JSONPointer, _ rule: String) {
        pointer = place.shortText
        self.rule = rule
    }
}
