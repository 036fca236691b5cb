import JSON

/// Turns a document into numbered schemas. Schemas wait in a queue until it is their turn, so neither nesting nor chains
/// of references use up the stack.
struct SchemaCompiler {
    let document: JSON
    private var nodes: [Node] = []
    private var queue: [(schema: JSON, place: JSONPointer)] = []
    private var numbers: [JSONPointer: Int] = [:]
    private var patterns: [[UInt8]: Pattern] = [:]
    private var patternBytes = 0
    private static let greatestPatternBytes = 1 << 20

    init(document: JSON) {
        self.document = document
    }

    /// All schemas, the document itself first.
    mutating func compile() throws(SchemaError) -> [Node] {
        _ = number(of: document, at: .root)
        while nodes.count < queue.count {
            let next = queue[nodes.count]
            nodes.append(try node(next.schema, at: next.place))
        }
        return nodes
    }

    /// The number of the schema at a place, which will be compiled in its turn.
    mutating func number(of schema: JSON, at place: JSONPointer) -> Int {
        if let known = numbers[place] { return known }
        numbers[place] = queue.count
        queue.append((schema, place))
        return queue.count - 1
    }

    /// A pattern, compiled once however often it occurs.
    mutating func pattern(_ text: String, at place: JSONPointer) throws(SchemaError) -> Pattern {
        if let known = patterns[Array(text.utf8)] { return known }
        guard let pattern = Pattern(text) else {
            throw SchemaError(place, "must be a regular expression, without back references or options.")
        }
        patternBytes += pattern.size
        guard patternBytes <= Self.greatestPatternBytes else {
            throw SchemaError(place, "makes the regular expressions too many.")
        }
        patterns[Array(text.utf8)] = pattern
        return pattern
    }

    private mutating func node(_ schema: JSON, at pointer: JSONPointer) throws(SchemaError) -> Node {
        switch schema {
        case .bool(let isOpen): return isOpen ? [] : [.nothing]
        case .object(let object):
            let place = SchemaPlace(schema: object, pointer: pointer)
            try refuseUnsupported(in: place)
            var rules = try valueRules(place)
            rules += try numberRules(place) + textRules(place)
            rules += try arrayRules(place) + objectRules(place) + dependencyRules(place)
            return rules + (try combinationRules(place)) + (try referenceRules(place))
        default: throw SchemaError(pointer, "must be an object or a boolean.")
        }
    }

    private func refuseUnsupported(in place: SchemaPlace) throws(SchemaError) {
        let unsupported: [Keyword] = [
            .unevaluatedItems, .unevaluatedProperties, .dynamicReference, .recursiveReference,
        ]
        for keyword in unsupported where place.value(keyword) != nil {
            throw place.error(keyword, "is not supported.")
        }
    }
}

extension SchemaCompiler {
    /// The schema that a keyword holds.
    mutating func schema(_ keyword: Keyword, of place: SchemaPlace) -> Int? {
        guard let value = place.value(keyword) else { return nil }
        return number(of: value, at: place.place(keyword))
    }

    /// The array of schemas that a keyword holds.
    mutating func schemas(_ keyword: Keyword, of place: SchemaPlace) throws(SchemaError) -> [Int]? {
        guard let items = try place.array(keyword) else { return nil }
        let place = place.place(keyword)
        return items.enumerated().map { number(of: $1, at: place.appending($0)) }
    }

    /// The schemas that a keyword holds by name.
    mutating func namedSchemas(
        _ keyword: Keyword, of place: SchemaPlace
    ) throws(SchemaError) -> [(name: String, schema: Int)] {
        guard let members = try place.object(keyword) else { return [] }
        let place = place.place(keyword)
        return members.map { name, value in (name, number(of: value, at: place.appending(name))) }
    }
}
