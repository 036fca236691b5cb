import Testing

struct ValueKeywordTests {
    @Test(
        "type",
        arguments: [
            ("null", "null"), ("boolean", "true"), ("object", "{}"), ("array", "[]"), ("number", "1.5"),
            ("string", #""""#), ("integer", "-3"), ("integer", "1.0"), ("integer", "1e3"), ("integer", "10e-1"),
            ("number", "7"), ("integer", "12345678901234567890123"),
        ])
    func type(type: String, instance: String) throws {
        #expect(try problems(#"{"type": "\#(type)"}"#, instance) == [])
        #expect(try problems(#"{"type": ["\#(type)", "null"]}"#, instance) == [])
        #expect(try problems(#"{"type": ["\#(type == "object" ? "array" : "object")"]}"#, instance) == [" type"])
    }

    @Test(
        "an integer has no fraction, and is written as a number", arguments: ["1.5", "1e-1", #""1""#, "true", "null"])
    func notInteger(instance: String) throws {
        #expect(try problems(#"{"type": "integer"}"#, instance) == [" type"])
    }

    @Test(
        "equality goes by value: numbers, members in any order, no other conversions",
        arguments: [
            ("1", "1.0", true), ("100", "1e2", true), ("0", "-0.0", true), ("0.10", "1E-1", true),
            ("1", "true", false), ("0", "false", false), ("0", "null", false), ("1", #""1""#, false),
            (#"{"a": 1, "b": [2]}"#, #"{"b": [2.0], "a": 1e0}"#, true), ("[1, 2]", "[2, 1]", false),
            ("[[1], []]", "[[], [1]]", false), ("{}", "[]", false), (#"{"a": {}}"#, #"{"a": {}, "b": 1}"#, false),
            (#""é""#, #""e\u0301""#, false), (#""\u00e9""#, #""é""#, true), ("1e400", "1e401", false),
            ("9007199254740993", "9007199254740992", false), (#"["a", "b"]"#, #"["ab"]"#, false),
        ])
    func equality(left: String, right: String, isEqual: Bool) throws {
        #expect(try problems(#"{"const": \#(left)}"#, right) == (isEqual ? [] : [" const"]))
        #expect(try problems(#"{"enum": ["other", \#(right)]}"#, left) == (isEqual ? [] : [" enum"]))
        #expect(try problems(#"{"uniqueItems": true}"#, "[\(left), \(right)]") == (isEqual ? [" uniqueItems"] : []))
    }

    @Test("the schemas true and false, and the empty one")
    func booleans() throws {
        #expect(try problems("true", "1") == [] && problems("{}", "1") == [])
        #expect(try problems("false", "1") == [" false"])
    }

    @Test("what annotates, and what nobody knows, demands nothing")
    func annotations() throws {
        let schema = """
            {"title": 1, "description": [], "default": 1, "examples": 5, "format": "email", "$id": "x", "$comment": 1,
             "contentEncoding": "base64", "x-own": {"type": "string"}, "$schema": "https://x", "deprecated": "yes"}
            """
        #expect(try problems(schema, #""no address""#) == [])
    }
}
