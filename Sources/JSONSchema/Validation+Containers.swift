import JSON

extension Validation {
    /// Whether a rule for arrays holds.
    mutating func holds(_ rule: Rule, _ items: [JSON]) throws(Exhaustion) -> Bool {
        switch rule {
        case .items(let rule): return try keeps(rule, items)
        case .uniqueItems: return note(.uniqueItems, unless: try areUnique(items))
        case .contains(let rule): return try keeps(rule, items)
        default: return true
        }
    }

    /// Whether a rule for objects holds.
    mutating func holds(_ rule: Rule, _ object: JSONObject) throws(Exhaustion) -> Bool {
        switch rule {
        case .members(let rule): return try keeps(rule, object)
        case .memberNames(let schema): return try haveNames(schema, object)
        case .required(let names):
            try spend(names.count)
            return note(.required, unless: names.allSatisfy { object[$0] != nil })
        case .dependentRequired(let dependencies, let keyword):
            try spend(dependencies.count)
            var isValid = true
            for (name, others) in dependencies where object[name] != nil {
                try spend(others.count)
                isValid = isValid && others.allSatisfy { object[$0] != nil }
            }
            return note(keyword, unless: isValid)
        default: return true
        }
    }

    /// Whether the schemas hold that the presence of members brings into play.
    mutating func keepsDependencies(
        _ schemas: [(name: String, schema: Int)], _ object: JSONObject
    ) throws(Exhaustion) -> Bool {
        try spend(schemas.count)
        var isValid = true
        for (name, schema) in schemas where object[name] != nil {
            isValid = try check(.object(object), schema, .dependentSchemas) && isValid
        }
        return isValid
    }

    private mutating func keeps(_ rule: ItemRule, _ items: [JSON]) throws(Exhaustion) -> Bool {
        var isValid = true
        for (index, item) in items.enumerated() where goesOn(isValid) {
            let isInPrefix = index < rule.prefix.count
            guard let schema = isInPrefix ? rule.prefix[index] : rule.rest else { break }
            let fits = try visit({ $0.append(index) }) { validation throws(Exhaustion) in
                try validation.check(item, schema, isInPrefix ? .prefixItems : rule.restKeyword)
            }
            isValid = fits && isValid
        }
        return isValid
    }

    private mutating func keeps(_ rule: ContainsRule, _ items: [JSON]) throws(Exhaustion) -> Bool {
        var count = 0
        for item in items where try matches(item, rule.schema) { count += 1 }
        guard note(rule.minimum == 1 ? .contains : .minContains, unless: count >= rule.minimum) else { return false }
        return note(.maxContains, unless: count <= rule.maximum ?? .max)
    }

    private mutating func areUnique(_ items: [JSON]) throws(Exhaustion) -> Bool {
        var seen: Set<[UInt8]> = []
        for item in items {
            let form = item.canonicalForm
            try spend(1 + form.count / 16)
            guard seen.insert(form).inserted else { return false }
        }
        return true
    }

    private mutating func keeps(_ rule: MemberRule, _ object: JSONObject) throws(Exhaustion) -> Bool {
        var isValid = true
        for (name, value) in object where goesOn(isValid) {
            let fits = try visit({ $0.append(name) }) { validation throws(Exhaustion) in
                try validation.keeps(rule, name, value)
            }
            isValid = fits && isValid
        }
        return isValid
    }

    private mutating func keeps(_ rule: MemberRule, _ name: String, _ value: JSON) throws(Exhaustion) -> Bool {
        try spend(1)
        var (isValid, isAdditional) = (true, true)
        if let schema = rule.named[Array(name.utf8)] {
            isAdditional = false
            isValid = try check(value, schema, .properties)
        }
        for (pattern, schema) in rule.patterns where try occurs(pattern, in: name) {
            isAdditional = false
            isValid = try check(value, schema, .patternProperties) && isValid
        }
        guard isAdditional, let schema = rule.additional else { return isValid }
        return try check(value, schema, .additionalProperties)
    }

    private mutating func haveNames(_ schema: Int, _ object: JSONObject) throws(Exhaustion) -> Bool {
        var isValid = true
        for name in object.names where goesOn(isValid) {
            let fits = try visit({ $0.append(name) }) { validation throws(Exhaustion) in
                let fits = try validation.matches(.text(name), schema)
                return validation.note(.propertyNames, unless: fits)
            }
            isValid = fits && isValid
        }
        return isValid
    }
}
