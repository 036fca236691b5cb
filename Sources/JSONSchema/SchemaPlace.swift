import JSON

/// A schema that is an object, and where in the document it is: reads what its keywords say.
struct SchemaPlace {
    let schema: JSONObject
    let pointer: JSONPointer

    func value(_ keyword: Keyword) -> JSON? {
        schema[keyword.rawValue]
    }

    func place(_ keyword: Keyword) -> JSONPointer {
        pointer.appending(keyword.rawValue)
    }

    func error(_ keyword: Keyword, _ rule: String) -> SchemaError {
        SchemaError(place(keyword), rule)
    }

    func number(_ keyword: Keyword) throws(SchemaError) -> ExactNumber? {
        switch value(keyword) {
        case nil: return nil
        case .number(let number)?: return ExactNumber(number)
        default: throw error(keyword, "must be a number.")
        }
    }

    /// How many of something; more than an integer can hold count as the most that it can.
    func count(_ keyword: Keyword) throws(SchemaError) -> Int? {
        guard let value = value(keyword) else { return nil }
        guard case .number(let number) = value, case let exact = ExactNumber(number), exact.isInteger,
            !exact.isNegative
        else { throw error(keyword, "must be an integer that is not negative.") }
        return number.int64.map { Int($0) } ?? .max
    }

    func flag(_ keyword: Keyword) throws(SchemaError) -> Bool? {
        switch value(keyword) {
        case nil: return nil
        case .bool(let flag)?: return flag
        default: throw error(keyword, "must be true or false.")
        }
    }

    func text(_ keyword: Keyword) throws(SchemaError) -> String? {
        switch value(keyword) {
        case nil: return nil
        case .text(let text)?: return text
        default: throw error(keyword, "must be a string.")
        }
    }

    func array(_ keyword: Keyword) throws(SchemaError) -> [JSON]? {
        switch value(keyword) {
        case nil: return nil
        case .array(let items)?: return items
        default: throw error(keyword, "must be an array.")
        }
    }

    func object(_ keyword: Keyword) throws(SchemaError) -> JSONObject? {
        switch value(keyword) {
        case nil: return nil
        case .object(let object)?: return object
        default: throw error(keyword, "must be an object.")
        }
    }

    func names(_ keyword: Keyword) throws(SchemaError) -> [String]? {
        try value(keyword).map { value throws(SchemaError) in try Self.names(value, at: place(keyword)) }
    }

    /// An array of names.
    static func names(_ value: JSON, at place: JSONPointer) throws(SchemaError) -> [String] {
        guard case .array(let items) = value else { throw SchemaError(place, "must be an array of strings.") }
        var names: [String] = []
        for item in items {
            guard case .text(let name) = item else { throw SchemaError(place, "must be an array of strings.") }
            names.append(name)
        }
        return names
    }
}
