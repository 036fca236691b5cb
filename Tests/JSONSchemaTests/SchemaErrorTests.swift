import Testing

struct SchemaErrorTests {
    @Test(
        "a malformed schema is refused where it is malformed",
        arguments: [
            ("1", " must be an object or a boolean."), ("null", " must be an object or a boolean."),
            (#"{"items": 5}"#, "/items must be an object or a boolean."),
            (#"{"properties": {"a": {"not": []}}}"#, "/properties/a/not must be an object or a boolean."),
            (#"{"type": "text"}"#, "/type has an unknown value."), (#"{"type": []}"#, "/type has an unknown value."),
            (#"{"type": ["null", 5]}"#, "/type must be an array of strings."),
            (#"{"type": {}}"#, "/type must be an array of strings."), (#"{"enum": 5}"#, "/enum must be an array."),
            (#"{"minLength": "x"}"#, "/minLength must be an integer that is not negative."),
            (#"{"maxItems": -1}"#, "/maxItems must be an integer that is not negative."),
            (#"{"minContains": 1.5}"#, "/minContains must be an integer that is not negative."),
            (#"{"minimum": "5"}"#, "/minimum must be a number."),
            (#"{"exclusiveMinimum": true}"#, "/exclusiveMinimum must be a number."),
            (#"{"multipleOf": 0}"#, "/multipleOf must be greater than 0, with at most 18 significant digits."),
            (#"{"multipleOf": -2}"#, "/multipleOf must be greater than 0, with at most 18 significant digits."),
            (
                #"{"multipleOf": 1.000000000000000001}"#,
                "/multipleOf must be greater than 0, with at most 18 significant digits."
            ),
            (#"{"pattern": 5}"#, "/pattern must be a string."),
            (#"{"uniqueItems": 1}"#, "/uniqueItems must be true or false."),
            (#"{"prefixItems": {}}"#, "/prefixItems must be an array."),
            (#"{"prefixItems": [], "items": []}"#, "/items must not be an array beside prefixItems."),
            (#"{"properties": []}"#, "/properties must be an object."),
            (#"{"properties": {"a/b": 1}}"#, "/properties/a~1b must be an object or a boolean."),
            (#"{"required": "a"}"#, "/required must be an array of strings."),
            (#"{"dependentRequired": {"a": "b"}}"#, "/dependentRequired/a must be an array of strings."),
            (#"{"dependencies": {"a": "b"}}"#, "/dependencies/a must be an object or a boolean."),
            (#"{"allOf": []}"#, "/allOf must not be empty."), (#"{"anyOf": {}}"#, "/anyOf must be an array."),
            (#"{"oneOf": [true, 1]}"#, "/oneOf/1 must be an object or a boolean."),
            (#"{"if": 1}"#, "/if must be an object or a boolean."),
            (#"{"then": 1}"#, "/then must be an object or a boolean."),
            (
                #"{"$defs": {"unused": {"minLength": -1}}}"#,
                "/$defs/unused/minLength must be an integer that is not negative."
            ),
            (#"{"definitions": []}"#, "/definitions must be an object."),
            (##"{"$ref": 5}"##, "/$ref must be a string."), (##"{"$ref": "#/$defs/a"}"##, "/$ref leads nowhere."),
            (##"{"$ref": "#/items/0", "items": true}"##, "/$ref leads nowhere."),
            (##"{"$ref": "#/allOf/00", "allOf": [true]}"##, "/$ref leads nowhere."),
            (##"{"$ref": "#/title", "title": "x"}"##, "/title must be an object or a boolean."),
            (#"{"unevaluatedProperties": false}"#, "/unevaluatedProperties is not supported."),
            (##"{"items": {"$dynamicRef": "#"}}"##, "/items/$dynamicRef is not supported."),
        ] as [(String, String)])
    func malformed(schema: String, expected: String) throws {
        #expect(try refusal(schema) == expected)
    }

    @Test(
        "references reach within the document only",
        arguments: ["https://example.com/schema", "other.json", "#anchor", "", "#/%zz", "#/%ff", "/$defs/a"])
    func foreignReferences(reference: String) throws {
        let found = try refusal(#"{"$ref": "\#(reference)", "$defs": {"a": true}}"#)
        #expect(found == "/$ref must be # and a JSON Pointer into the same schema.")
    }
}
