public import JSON
public import JSONSchema

extension VaultTask {
    /// What is wrong with what a run is to be given, at most 20 problems. May take some 100 milliseconds: not to be called
    /// while rows are locked.
    ///
    /// - Throws: when the schema, which was sound when it was kept, is so no longer.
    public func validate(input: JSON) throws(SchemaError) -> [SchemaProblem] {
        try Self.problems(of: input, by: inputSchema)
    }

    /// The same for what a run came up with.
    public func validate(output: JSON) throws(SchemaError) -> [SchemaProblem] {
        try Self.problems(of: output, by: outputSchema)
    }

    private static func problems(of value: JSON, by schema: JSONObject?) throws(SchemaError) -> [SchemaProblem] {
        guard let schema else { return [] }
        return try CompiledSchema(.object(schema)).validate(value)
    }
}
