extension JSON {
    /// How many levels of objects and arrays there are: 0 for a scalar, 1 for an empty array.
    public var depth: Int {
        switch self {
        case .null, .bool, .number, .text: 0
        case .array(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        case .object(let object): 1 + (object.map(\.value.depth).max() ?? 0)
        }
    }

    /// Whether U+0000 occurs in any text or name.
    public var containsNUL: Bool {
        switch self {
        case .null, .bool, .number: false
        case .text(let text): text.utf8.contains(0)
        case .array(let elements): elements.contains(where: \.containsNUL)
        case .object(let object): object.contains { $0.name.utf8.contains(0) || $0.value.containsNUL }
        }
    }
}
