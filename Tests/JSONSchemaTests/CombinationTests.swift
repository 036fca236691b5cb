import Testing

struct CombinationTests {
    @Test(
        "each keyword",
        arguments: [
            (#"{"allOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "6", []),
            (#"{"allOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "3", [" minimum", " multipleOf"]),
            (#"{"allOf": [false]}"#, "3", [" allOf"]),
            (#"{"anyOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "4", []),
            (#"{"anyOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "3", [" anyOf"]),
            (#"{"oneOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "7", []),
            (#"{"oneOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "6", [" oneOf"]),
            (#"{"oneOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "3", [" oneOf"]),
            (#"{"not": {"type": "string"}}"#, "1", []), (#"{"not": {"type": "string"}}"#, #""x""#, [" not"]),
            (#"{"not": {"not": {"type": "string"}}}"#, #""x""#, []),
            (#"{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}"#, #""x""#, [" minLength"]),
            (#"{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 2}}"#, "1", [" minimum"]),
            (#"{"if": {"type": "string"}, "then": {"minLength": 2}}"#, "1", []),
            (#"{"if": true, "else": false}"#, "1", []), (#"{"if": true, "then": false}"#, "1", [" then"]),
            (#"{"then": false, "else": false}"#, "1", []),
            (#"{"type": "object", "properties": {"a": {"anyOf": [{"type": "null"}]}}}"#, #"{"a": 1}"#, ["/a anyOf"]),
        ])
    func keywords(schema: String, instance: String, expected: [String]) throws {
        #expect(try problems(schema, instance) == expected)
    }

    @Test(
        "references lead anywhere in the document",
        arguments: [
            (##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "null"}}}"##, "1", [" type"]),
            (##"{"$ref": "#/definitions/a", "definitions": {"a": {"type": "null"}}}"##, "null", []),
            (##"{"$ref": "#/$defs/a", "minimum": 5, "$defs": {"a": {"maximum": 9}}}"##, "3", [" minimum"]),
            (
                ##"{"properties": {"a": {"$ref": "#"}}, "additionalProperties": false}"##, ##"{"a": {"a": {"b": 1}}}"##,
                ["/a/a/b additionalProperties"]
            ),
            (##"{"$ref": "#/$defs/a~1b~01%25%c3%a9", "$defs": {"a/b~1%é": {"type": "null"}}}"##, "1", [" type"]),
            (##"{"allOf": [{"$ref": "#/allOf/1"}, {"type": "null"}]}"##, "1", [" type", " type"]),
            (##"{"$ref": "#/x/y", "x": {"y": {"$ref": "#/x/z"}, "z": {"type": "null"}}}"##, "1", [" type"]),
            (##"{"$ref": "#/$defs/", "$defs": {"": false}}"##, "1", [" false"]),
            (##"{"properties": {"$ref": {"type": "null"}}}"##, ##"{"$ref": 1}"##, ["/$ref type"]),
            (##"{"enum": [{"$ref": "#/nowhere"}]}"##, "1", [" enum"]),
        ] as [(String, String, [String])])
    func references(schema: String, instance: String, expected: [String]) throws {
        #expect(try problems(schema, instance) == expected)
    }

    @Test("a schema may describe itself")
    func tree() throws {
        let schema = """
            {"$ref": "#/$defs/node", "$defs": {"node": {"type": "object", "required": ["value"],
             "properties": {"value": {"type": "number"}, "children": {"items": {"$ref": "#/$defs/node"}}}}}}
            """
        #expect(try problems(schema, #"{"value": 1, "children": [{"value": 2, "children": []}, {"value": 3}]}"#) == [])
        let found = try problems(schema, #"{"value": 1, "children": [{"value": 2, "children": [{"value": "3"}]}, {}]}"#)
        #expect(found == ["/children/0/children/0/value type", "/children/1 required"])
    }
}
