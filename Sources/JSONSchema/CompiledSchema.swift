public import JSON

/// A JSON Schema that is known to be sound, ready to judge values.
///
/// Draft 2020-12 with the spellings of draft 7 (`definitions`, `dependencies`, `items` as an array): all its assertions
/// and applicators but those that are refused because ignoring them would let through what they forbid
/// (`unevaluatedItems`, `unevaluatedProperties`, `$dynamicRef`). `$ref` reaches within the document only. `format`,
/// `$id`, annotations and unknown keywords mean nothing.
///
/// Schema and value may both be hostile: the work of compiling is bounded by the size of the schema, that of judging by
/// ``Validation/greatestWork``.
public struct CompiledSchema {
    let nodes: [Node]

    /// Compiles a schema.
    ///
    /// - Throws: what is wrong with it, with its place.
    public init(_ schema: JSON) throws(SchemaError) {
        var compiler = SchemaCompiler(document: schema)
        nodes = try compiler.compile()
    }

    /// What is wrong with a value, at most 20 problems; nothing when it is valid.
    public func validate(_ instance: JSON) -> [SchemaProblem] {
        var validation = Validation(nodes: nodes)
        return validation.problems(of: instance)
    }
}
