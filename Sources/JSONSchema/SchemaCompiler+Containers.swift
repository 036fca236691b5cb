import JSON

extension SchemaCompiler {
    mutating func arrayRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules = try countRules(.minItems, .maxItems, of: place)
        if let items = try itemRule(place) { rules.append(.items(items)) }
        if try place.flag(.uniqueItems) == true { rules.append(.uniqueItems) }
        let (minimum, maximum) = (try place.count(.minContains), try place.count(.maxContains))
        if let schema = schema(.contains, of: place) {
            rules.append(.contains(ContainsRule(schema: schema, minimum: minimum ?? 1, maximum: maximum)))
        }
        return rules
    }

    /// Until draft 2019-09 `items` could be what `prefixItems` is today, with `additionalItems` for the rest.
    private mutating func itemRule(_ place: SchemaPlace) throws(SchemaError) -> ItemRule? {
        if case .array? = place.value(.items) {
            guard place.value(.prefixItems) == nil else {
                throw place.error(.items, "must not be an array beside prefixItems.")
            }
            return ItemRule(
                prefix: try schemas(.items, of: place) ?? [], rest: schema(.additionalItems, of: place),
                restKeyword: .additionalItems)
        }
        let (prefix, rest) = (try schemas(.prefixItems, of: place) ?? [], schema(.items, of: place))
        guard rest != nil || !prefix.isEmpty else { return nil }
        return ItemRule(prefix: prefix, rest: rest, restKeyword: .items)
    }

    mutating func objectRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules = try countRules(.minProperties, .maxProperties, of: place)
        if let names = try place.names(.required) { rules.append(.required(names)) }
        if let members = try memberRule(place) { rules.append(.members(members)) }
        if let schema = schema(.propertyNames, of: place) { rules.append(.memberNames(schema)) }
        return rules
    }

    private mutating func memberRule(_ place: SchemaPlace) throws(SchemaError) -> MemberRule? {
        let named = try namedSchemas(.properties, of: place)
        var patterns: [(Pattern, Int)] = []
        for (text, schema) in try namedSchemas(.patternProperties, of: place) {
            patterns.append((try pattern(text, at: place.place(.patternProperties).appending(text)), schema))
        }
        let additional = schema(.additionalProperties, of: place)
        guard !named.isEmpty || !patterns.isEmpty || additional != nil else { return nil }
        return MemberRule(
            named: Dictionary(named.map { (Array($0.name.utf8), $0.schema) }) { $1 }, patterns: patterns,
            additional: additional)
    }

    /// `dependencies` is what both were until draft 2019-09.
    mutating func dependencyRules(_ place: SchemaPlace) throws(SchemaError) -> [Rule] {
        var rules: [Rule] = []
        for keyword in [.dependentRequired, .dependencies] as [Keyword] {
            var names: [(String, [String])] = []
            for (name, value) in try place.object(keyword) ?? [:] {
                if keyword == .dependencies, !value.isArray { continue }
                names.append((name, try SchemaPlace.names(value, at: place.place(keyword).appending(name))))
            }
            if !names.isEmpty { rules.append(.dependentRequired(names, keyword)) }
        }
        var schemas = try namedSchemas(.dependentSchemas, of: place)
        for (name, value) in try place.object(.dependencies) ?? [:] where !value.isArray {
            schemas.append((name, number(of: value, at: place.place(.dependencies).appending(name))))
        }
        return schemas.isEmpty ? rules : rules + [.dependentSchemas(schemas)]
    }
}

extension JSON {
    fileprivate var isArray: Bool {
        if case .array = self { true } else { false }
    }
}
