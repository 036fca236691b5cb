/// A place of a value that breaks its schema. It holds nothing of the value but the names on the way there.
public struct SchemaProblem: Sendable, Equatable {
    /// Where, as a JSON Pointer (RFC 6901); a very long one is cut short.
    public let pointer: String
    /// The keyword that is broken; `false` for the schema that nothing fits, `limit` when judging took too much work and
    /// was given up.
    public let keyword: String

    init(_ place: JSONPointer, _ keyword: Keyword) {
        pointer = place.shortText
        self.keyword = keyword.rawValue
    }
}
