import Testing

struct ObjectKeywordTests {
    @Test(
        "each keyword",
        arguments: [
            (#"{"properties": {"a": {"type": "string"}}}"#, #"{"a": 1, "b": 2}"#, ["/a type"]),
            (#"{"properties": {"a": false}}"#, #"{"a": 1}"#, ["/a properties"]),
            (#"{"properties": {"a": false}}"#, "[1]", []),
            (#"{"properties": {"é": false}}"#, #"{"e\u0301": 1}"#, []),
            (#"{"properties": {"a~b/c": {"type": "null"}}}"#, #"{"a~b/c": 1}"#, ["/a~0b~1c type"]),
            (
                #"{"patternProperties": {"^a": {"type": "null"}, "b$": {"minimum": 5}}}"#, #"{"ab": 1}"#,
                ["/ab type", "/ab minimum"]
            ),
            (
                #"{"properties": {"a": true}, "patternProperties": {"^x": true}, "additionalProperties": false}"#,
                #"{"a": 1, "x1": 2, "b": 3, "c": 4}"#, ["/b additionalProperties", "/c additionalProperties"]
            ),
            (#"{"additionalProperties": {"type": "null"}}"#, #"{"a": 1, "b": null}"#, ["/a type"]),
            (
                #"{"allOf": [{"properties": {"a": true}}], "additionalProperties": false}"#, #"{"a": 1}"#,
                ["/a additionalProperties"]
            ),
            (#"{"propertyNames": {"maxLength": 1}}"#, #"{"a": 1, "bb": 2}"#, ["/bb propertyNames"]),
            (#"{"propertyNames": false}"#, "{}", []),
            (#"{"required": ["a", "b"]}"#, #"{"a": null, "b": 1}"#, []),
            (#"{"required": ["a", "b"]}"#, #"{"a": 1}"#, [" required"]), (#"{"required": ["a"]}"#, "[]", []),
            (#"{"required": []}"#, "{}", []),
            (#"{"minProperties": 1, "maxProperties": 1}"#, #"{"a": 1}"#, []),
            (#"{"minProperties": 1}"#, "{}", [" minProperties"]),
            (#"{"maxProperties": 0}"#, #"{"a": 1}"#, [" maxProperties"]),
            (#"{"dependentRequired": {"a": ["b", "c"]}}"#, #"{"a": 1, "b": 1}"#, [" dependentRequired"]),
            (#"{"dependentRequired": {"a": ["b"]}}"#, #"{"c": 1}"#, []),
            (#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, #"{"a": 1}"#, [" required"]),
            (#"{"dependentSchemas": {"a": false}}"#, #"{"a": 1}"#, [" dependentSchemas"]),
            (#"{"dependencies": {"a": ["b"], "c": {"minProperties": 2}}}"#, #"{"a": 1}"#, [" dependencies"]),
            (#"{"dependencies": {"a": ["b"], "c": {"minProperties": 2}}}"#, #"{"c": 1}"#, [" minProperties"]),
        ] as [(String, String, [String])])
    func keywords(schema: String, instance: String, expected: [String]) throws {
        #expect(try problems(schema, instance) == expected)
    }

    @Test("of many problems the first 20 are told, and of long names the beginning")
    func manyProblems() throws {
        let members = (0..<50).map { #""m\#($0)": 1"# }.joined(separator: ",")
        let found = try problems(#"{"additionalProperties": false, "minProperties": 99}"#, "{\(members)}")
        #expect(found == [" minProperties"] + (0..<19).map { "/m\($0) additionalProperties" })
        let name = String(repeating: "n", count: 10_000)
        let long = try problems(#"{"additionalProperties": false}"#, #"{"\#(name)": 1}"#)
        #expect(long == ["/" + name.prefix(499) + "… additionalProperties"])
    }
}
