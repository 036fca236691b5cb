import JSON

/// One judgement of one value.
struct Validation {
    /// The most units of ``Work`` that one value takes.
    static let greatestWork = 1_000_000
    /// How deeply schemas may apply within each other to one value; without a bound `{"$ref": "#"}` would have no end.
    static let greatestDepth = 256
    private static let mostProblems = 20

    let nodes: [Node]
    var work = Work(greatestWork)
    /// Where the value now being judged is.
    var place = JSONPointer.root
    private var depth = 0
    /// Whether nobody wants to know what is wrong, only whether something is.
    private var isQuiet = false
    private var found: [SchemaProblem] = []

    init(nodes: [Node]) {
        self.nodes = nodes
    }

    /// What is wrong with a value.
    mutating func problems(of value: JSON) -> [SchemaProblem] {
        do {
            _ = try check(value, 0, .falseSchema)
        } catch {
            found = found.prefix(Self.mostProblems - 1) + [SchemaProblem(error.place, .limit)]
        }
        return found
    }

    /// Whether a schema admits the value, noting what is wrong with it.
    ///
    /// - Parameter keyword: what the value is broken by when nothing fits the schema.
    mutating func check(_ value: JSON, _ schema: Int, _ keyword: Keyword) throws(Exhaustion) -> Bool {
        try spend(1)
        depth += 1
        guard depth <= Self.greatestDepth else { throw Exhaustion(place: place) }
        var isValid = true
        for rule in nodes[schema] {
            try spend(1)
            isValid = try holds(rule, value, keyword) && isValid
            guard goesOn(isValid) else { break }
        }
        depth -= 1
        return isValid
    }

    /// Whether a schema admits the value, noting nothing.
    mutating func matches(_ value: JSON, _ schema: Int) throws(Exhaustion) -> Bool {
        let wasQuiet = isQuiet
        isQuiet = true
        let isValid = try check(value, schema, .falseSchema)
        isQuiet = wasQuiet
        return isValid
    }

    /// Whether it is worth looking for more that is wrong.
    func goesOn(_ isValid: Bool) -> Bool {
        isValid || !isQuiet && found.count < Self.mostProblems
    }

    /// Notes that a keyword is broken, unless it holds.
    mutating func note(_ keyword: Keyword, unless holds: Bool) -> Bool {
        if !holds, !isQuiet, found.count < Self.mostProblems { found.append(SchemaProblem(place, keyword)) }
        return holds
    }

    /// Pays for work.
    mutating func spend(_ units: Int) throws(Exhaustion) {
        guard work.spend(units) else { throw Exhaustion(place: place) }
    }

    /// Goes to a member or an element, and back after `body`.
    mutating func visit<Result>(
        _ step: (inout JSONPointer) -> Void, _ body: (inout Validation) throws(Exhaustion) -> Result
    ) throws(Exhaustion) -> Result {
        let count = place.bytes.count
        step(&place)
        try spend((place.bytes.count - count) / 16)
        let result = try body(&self)
        place.cut(to: count)
        return result
    }
}

/// Judging takes more work than it may, or goes too deep.
struct Exhaustion: Error {
    let place: JSONPointer
}
