import JSON

extension Validation {
    /// Whether a rule holds for the value, noting what is wrong with it.
    mutating func holds(_ rule: Rule, _ value: JSON, _ keyword: Keyword) throws(Exhaustion) -> Bool {
        switch rule {
        case .nothing: return note(keyword, unless: false)
        case .type(let types): return note(.type, unless: types.contains { $0.includes(value) })
        case .values(let values, let keyword): return try isOneOf(values, value, keyword)
        case .bound(let bound): return try number(value, bound.keyword) { bound.admits($0) }
        case .multipleOf(let divisor): return try number(value, .multipleOf) { divisor.divides($0) }
        case .count(let bound): return try count(value, bound)
        case .pattern(let pattern):
            guard case .text(let text) = value else { return true }
            return note(.pattern, unless: try occurs(pattern, in: text))
        case .items, .uniqueItems, .contains:
            guard case .array(let items) = value else { return true }
            return try holds(rule, items)
        case .members, .memberNames, .required, .dependentRequired:
            guard case .object(let object) = value else { return true }
            return try holds(rule, object)
        case .dependentSchemas(let schemas):
            guard case .object(let object) = value else { return true }
            return try keepsDependencies(schemas, object)
        case .reference, .allOf, .anyOf, .oneOf, .not, .condition: return try combine(rule, value, keyword)
        }
    }

    /// Whether a pattern occurs in a text. When to find out takes too long the whole judgement is given up: `false` would
    /// let through what `not` and `patternProperties` forbid.
    mutating func occurs(_ pattern: Pattern, in text: String) throws(Exhaustion) -> Bool {
        guard let occurs = pattern.matches(text, &work) else { throw Exhaustion(place: place) }
        return occurs
    }

    private mutating func isOneOf(
        _ values: Set<[UInt8]>, _ value: JSON, _ keyword: Keyword
    ) throws(Exhaustion) -> Bool {
        let form = value.canonicalForm
        try spend(form.count / 16)
        return note(keyword, unless: values.contains(form))
    }

    private mutating func number(
        _ value: JSON, _ keyword: Keyword, _ admits: (ExactNumber) -> Bool
    ) throws(Exhaustion) -> Bool {
        guard case .number(let number) = value else { return true }
        try spend(number.lexeme.utf8.count / 4)
        return note(keyword, unless: admits(ExactNumber(number)))
    }

    private mutating func count(_ value: JSON, _ bound: CountBound) throws(Exhaustion) -> Bool {
        if case .text(let text) = value { try spend(text.utf8.count / 16) }
        guard let count = bound.count(in: value) else { return true }
        return note(bound.keyword, unless: bound.admits(count))
    }

    private mutating func combine(
        _ rule: Rule, _ value: JSON, _ keyword: Keyword
    ) throws(Exhaustion) -> Bool {
        switch rule {
        case .reference(let schema): return try check(value, schema, keyword)
        case .allOf(let schemas):
            var isValid = true
            for schema in schemas where goesOn(isValid) {
                isValid = try check(value, schema, .allOf) && isValid
            }
            return isValid
        case .anyOf(let schemas): return note(.anyOf, unless: try matching(schemas, value, atMost: 1) == 1)
        case .oneOf(let schemas): return note(.oneOf, unless: try matching(schemas, value, atMost: 2) == 1)
        case .not(let schema): return note(.not, unless: try !matches(value, schema))
        case .condition(let condition, let then, let otherwise):
            let (branch, keyword): (Int?, Keyword) =
                try matches(value, condition) ? (then, .then) : (otherwise, .otherwise)
            return try branch.map { schema throws(Exhaustion) in try check(value, schema, keyword) } ?? true
        default: return true
        }
    }

    /// How many of the schemas admit the value; looks no further than there are as many as matter.
    private mutating func matching(_ schemas: [Int], _ value: JSON, atMost limit: Int) throws(Exhaustion) -> Int {
        var count = 0
        for schema in schemas where try matches(value, schema) {
            count += 1
            if count == limit { break }
        }
        return count
    }
}
