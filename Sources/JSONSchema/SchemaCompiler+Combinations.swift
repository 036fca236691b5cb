import JSON

extension SchemaCompiler {
    mutating func combinationRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        if let all = try alternatives(.allOf, of: place) { rules.append(.allOf(all)) }
        if let any = try alternatives(.anyOf, of: place) { rules.append(.anyOf(any)) }
        if let one = try alternatives(.oneOf, of: place) { rules.append(.oneOf(one)) }
        if let not = schema(.not, of: place) { rules.append(.not(not)) }
        let (then, otherwise) = (schema(.then, of: place), schema(.otherwise, of: place))
        if let condition = schema(.condition, of: place), then != nil || otherwise != nil {
            rules.append(.condition(if: condition, then: then, otherwise: otherwise))
        }
        return rules
    }

    private mutating func alternatives(_ keyword: Keyword, of place: SchemaPlace) throws(SchemaError) -> [Int]? {
        let schemas = try schemas(keyword, of: place)
        if schemas?.isEmpty == true { throw place.error(keyword, "must not be empty.") }
        return schemas
    }

    /// Where `$ref` leads; definitions are compiled although nothing may refer to them, so that they are sound too.
    mutating func referenceRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        _ = try namedSchemas(.defs, of: place)
        _ = try namedSchemas(.definitions, of: place)
        guard let text = try place.text(.reference) else { return [] }
        guard let reference = SchemaReference(text) else {
            throw place.error(.reference, "must be # and a JSON Pointer into the same schema.")
        }
        guard let target = reference.target(in: document) else {
            throw place.error(.reference, "leads nowhere.")
        }
        return [.reference(number(of: target.value, at: target.place))]
    }
}
