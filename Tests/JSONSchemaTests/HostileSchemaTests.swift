import JSON
import Testing

/// Each of these would take minutes, the whole memory or the stack if nothing bounded it.
struct HostileSchemaTests {
    @Test(
        "a catastrophic pattern is given up",
        arguments: [
            "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(x+x+)+y", "^(?:a*)*$", "^(?:.*a){20}[b]", "(?:a*b|a)*[b]$",
            "^(([a-z])+.)+[A-Z]([a-z])+$", "(?:(?=a*b)a)*[b]", "(?:a{1000}b|a)*[b]", "(?:a{60000}|a)*[b]",
            "^(?:\\p{L}{60000}|a)*[b]", "^(?:(?<=a{60000})b|a)*[b]", "^(?:.?){1000}[b]",
        ])
    func catastrophicPatterns(pattern: String) throws {
        let schema: JSON = ["pattern": .text(pattern)]
        for count in [30, 5000, 59_000] {
            let text = String(repeating: pattern.contains("x") ? "x" : "a", count: count) + "#"
            let found = try problems(schema, .text(text))
            #expect(found == [" limit"] || found == [" pattern"])
        }
    }

    @Test("many patterns, deep ones, and a long text each")
    func manyPatterns() throws {
        let deep = String(repeating: "(?:", count: 200) + "a?" + String(repeating: ")*", count: 200) + "[b]"
        for pattern in [deep, "^(a+)+$", "a*a*a*a*[b]"] {
            let all = (0..<100).map { JSON.object(["pattern": .text(pattern + String($0))]) }
            let text = JSON.text(String(repeating: "a", count: 5000) + "#b0123456789")
            #expect(try problems(["anyOf": .array(all)], text) == [" limit"])
            let items = JSON.array(Array(repeating: text, count: 150))
            #expect(
                try problems(["items": ["not": ["pattern": .text(pattern)]]], items).last?.hasSuffix("limit") == true)
        }
    }

    @Test("giving up is never a way around what is forbidden")
    func closed() throws {
        let evil = String(repeating: "a", count: 40) + "!"
        let schema: JSON = ["not": ["pattern": "^(a+)+$"]]
        #expect(try problems(schema, .text(evil)) == [" limit"])
        let members: JSON = ["patternProperties": ["^(a+)+$": false]]
        #expect(try problems(members, .object([evil: 1])).first?.hasSuffix("limit") == true)
    }

    @Test("patterns that compile to much are refused together")
    func greatPatterns() throws {
        let all = (0..<400).map { JSON.object(["pattern": .text("(?:a|b){500}\($0)")]) }
        let schema: JSON = ["anyOf": .array(all)]
        #expect(try refusal(schema.text)?.hasSuffix("makes the regular expressions too many.") == true)
        #expect(try refusal(#"{"pattern": "((a{0,500}){0,500}){0,500}"}"#) != nil)
        let same = JSON.array(Array(repeating: ["pattern": "(?:a|b){1000}"], count: 1000))
        #expect(try problems(["anyOf": same], "a") == [" anyOf"])
    }

    @Test("a schema without an end ends")
    func endless() throws {
        #expect(try problems(["$ref": "#"], 1) == [" limit"])
        #expect(try problems(["anyOf": [["$ref": "#"], ["$ref": "#"]]], 1) == [" limit"])
        #expect(try problems(["not": ["$ref": "#"]], 1) == [" limit"])
        let loop: JSON = ["$ref": "#/$defs/a", "$defs": ["a": ["$ref": "#/$defs/b"], "b": ["$ref": "#/$defs/a"]]]
        #expect(try problems(loop, 1) == [" limit"])
    }

    @Test("alternatives that multiply are given up")
    func explosion() throws {
        var definitions: JSONObject = ["d0": ["type": "null"]]
        for level in 1..<40 {
            let next: JSON = ["$ref": .text("#/$defs/d\(level - 1)")]
            definitions["d\(level)"] = ["anyOf": .array(Array(repeating: next, count: 4))]
        }
        let schema: JSON = ["$ref": "#/$defs/d39", "$defs": .object(definitions)]
        #expect(try problems(schema, 1) == [" limit"])
    }

    @Test("a chain of references is as long as it likes")
    func chain() throws {
        var places: JSONObject = ["n0": ["type": "null"]]
        for place in 1..<20_000 { places["n\(place)"] = ["$ref": .text("#/x/n\(place - 1)")] }
        #expect(try problems(["$ref": "#/x/n19999", "x": .object(places)], 1) == [" limit"])
    }

    @Test("nesting of schema and value, up to what can be read")
    func nesting() throws {
        let levels = 250
        let value = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        #expect(try problems(##"{"items": {"$ref": "#"}}"##, value).allSatisfy { $0.hasSuffix("limit") })
        #expect(try problems(#"{"const": \#(value), "enum": [\#(value)], "uniqueItems": true}"#, value) == [])
        let schema = String(repeating: #"{"not":"#, count: levels) + "true" + String(repeating: "}", count: levels)
        #expect(try problems(schema, "1") == [])
    }

    @Test("a great value is judged, a monstrous one given up")
    func greatValues() throws {
        let rows = (0..<10_000).map { JSON.object(["id": .number(JSONNumber($0)), "name": "x", "tags": ["a", "b"]]) }
        let schema = """
            {"type": "array", "uniqueItems": true, "items": {"type": "object", "required": ["id", "name"],
             "additionalProperties": false, "properties": {"id": {"type": "integer", "minimum": 0},
             "name": {"type": "string", "pattern": "^[a-z]+$"}, "tags": {"items": {"type": "string"}}}}}
            """
        #expect(try problems(try parse(schema), .array(rows)) == [])
        #expect(try problems(try parse(schema), .array(rows + rows)).first == " uniqueItems")
        let many = JSON.array(Array(repeating: 1, count: 600_000))
        #expect(try problems(["items": ["type": "integer"]], many).last?.hasSuffix("limit") == true)
        let digits = try parse(String(repeating: "9", count: 1_000_000))
        #expect(try problems(["multipleOf": 7, "minimum": 3, "const": 1], digits) == [" const", " multipleOf"])
    }

    @Test("many names against many properties")
    func manyNames() throws {
        let members = (0..<30_000).reduce(into: JSONObject()) { $0["n\($1)"] = 1 }
        let schema = (0..<2000).reduce(into: JSONObject()) { $0["n\($1)"] = ["type": "integer"] }
        #expect(try problems(["properties": .object(schema)], .object(members)) == [])
    }
}
