import JSON
import JSONSchema

func parse(_ text: String) throws -> JSON {
    try JSON(parsing: Array(text.utf8), maximumDepth: 256)
}

/// What is wrong with an instance: `pointer keyword`, in order.
func problems(_ schema: String, _ instance: String) throws -> [String] {
    try problems(try parse(schema), try parse(instance))
}

func problems(_ schema: JSON, _ instance: JSON) throws -> [String] {
    try CompiledSchema(schema).validate(instance).map { "\($0.pointer) \($0.keyword)" }
}

/// Where and why a schema is refused; `nil` when it is sound.
func refusal(_ schema: String) throws -> String? {
    let schema = try parse(schema)
    do {
        _ = try CompiledSchema(schema)
        return nil
    } catch {
        return "\(error.pointer) \(error.rule)"
    }
}
