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

    /// Whether every number in it is one that a reader with floating point can hold (RFC 8259 section 6).
    public var isInRange: Bool {
        switch self {
        case .null, .bool, .text: true
        case .number(let number): number.double != nil
        case .array(let elements): elements.allSatisfy(\.isInRange)
        case .object(let object): object.allSatisfy(\.value.isInRange)
        }
    }
}
