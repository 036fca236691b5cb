import Testing

struct ArrayKeywordTests {
    @Test(
        "each keyword",
        arguments: [
            (#"{"items": {"type": "integer"}}"#, "[1, 2]", []),
            (#"{"items": {"type": "integer"}}"#, #"[1, "x", null]"#, ["/1 type", "/2 type"]),
            (#"{"items": {"type": "integer"}}"#, #"{"a": "x"}"#, []),
            (#"{"items": false}"#, "[1]", ["/0 items"]), (#"{"items": false}"#, "[]", []),
            (#"{"prefixItems": [{"type": "null"}, true]}"#, "[null, 1, 2]", []),
            (#"{"prefixItems": [{"type": "null"}, true]}"#, "[1]", ["/0 type"]),
            (#"{"prefixItems": [{"type": "null"}], "items": {"type": "string"}}"#, #"[null, "a", 1]"#, ["/2 type"]),
            (#"{"prefixItems": [true, false]}"#, "[1, 2]", ["/1 prefixItems"]),
            (#"{"items": [{"type": "null"}], "additionalItems": false}"#, "[null, 1]", ["/1 additionalItems"]),
            (#"{"items": [{"type": "null"}]}"#, "[null, 1]", []),
            (#"{"items": {"type": "null"}, "additionalItems": false}"#, "[null, null]", []),
            (#"{"additionalItems": false}"#, "[1]", []),
            (#"{"minItems": 1, "maxItems": 2}"#, "[1]", []), (#"{"minItems": 1}"#, "[]", [" minItems"]),
            (#"{"maxItems": 2.0}"#, "[1, 2, 3]", [" maxItems"]), (#"{"maxItems": 1e400}"#, "[1, 2]", []),
            (#"{"minItems": 1e400}"#, "[1, 2]", [" minItems"]), (#"{"minItems": 3}"#, #""ab""#, []),
            (#"{"uniqueItems": true}"#, "[1, [1], [[1]], true, \"1\"]", []),
            (#"{"uniqueItems": true}"#, "[[1, 2], [2, 1], [1, 2.0]]", [" uniqueItems"]),
            (#"{"uniqueItems": false}"#, "[1, 1]", []),
            (#"{"contains": {"minimum": 5}}"#, "[1, 7]", []), (#"{"contains": {"minimum": 5}}"#, "[1]", [" contains"]),
            (#"{"contains": true}"#, "[]", [" contains"]), (#"{"contains": false}"#, "{}", []),
            (#"{"contains": {"const": 1}, "minContains": 2}"#, "[1]", [" minContains"]),
            (#"{"contains": {"const": 1}, "minContains": 0}"#, "[]", []),
            (#"{"contains": {"const": 1}, "maxContains": 1}"#, "[1, 2, 1]", [" maxContains"]),
            (#"{"minContains": 2, "maxContains": 0}"#, "[1]", []),
        ])
    func keywords(schema: String, instance: String, expected: [String]) throws {
        #expect(try problems(schema, instance) == expected)
    }
}
