import JSON

extension SchemaCompiler {
    /// What holds for values of any type.
    func valueRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let types = try types(place) { rules.append(.type(types)) }
        if let values = try place.array(.enumeration) {
            rules.append(.values(Set(values.map(\.canonicalForm)), .enumeration))
        }
        if let value = place.value(.const) { rules.append(.values([value.canonicalForm], .const)) }
        return rules
    }

    private func types(_ place: SchemaPlace) throws(SchemaError) -> [JSONType]? {
        let words: [String]?
        if case .text(let word)? = place.value(.type) { words = [word] } else { words = try place.names(.type) }
        guard let words else { return nil }
        let types = words.compactMap(JSONType.init(rawValue:))
        guard types.count == words.count, !types.isEmpty else { throw place.error(.type, "has an unknown value.") }
        return types
    }

    func numberRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        let keywords: [Keyword] = [.minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum]
        for keyword in keywords {
            guard let limit = try place.number(keyword) else { continue }
            rules.append(.bound(NumberBound(keyword: keyword, limit: limit)))
        }
        if let number = try place.number(.multipleOf) {
            guard let divisor = Divisor(number) else {
                throw place.error(.multipleOf, "must be greater than 0, with at most 18 significant digits.")
            }
            rules.append(.multipleOf(divisor))
        }
        return rules
    }

    mutating func textRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules = try countRules(.minLength, .maxLength, of: place)
        if let text = try place.text(.pattern) {
            rules.append(.pattern(try pattern(text, at: place.place(.pattern))))
        }
        return rules
    }

    func countRules(_ keywords: Keyword..., of place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        for keyword in keywords {
            if let limit = try place.count(keyword) {
                rules.append(.count(CountBound(keyword: keyword, limit: limit)))
            }
        }
        return rules
    }
}
