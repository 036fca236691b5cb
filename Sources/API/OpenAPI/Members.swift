/// Named schemas in order: the members of an object, or of the components.
struct Members: Sendable, ExpressibleByDictionaryLiteral {
    let list: [(name: String, schema: Schema)]

    init(dictionaryLiteral elements: (String, Schema)...) {
        list = elements.map { (name: $0.0, schema: $0.1) }
    }

    private init(_ list: [(name: String, schema: Schema)]) {
        self.list = list
    }

    static func + (left: Members, right: Members) -> Members {
        Members(left.list + right.list)
    }
}
