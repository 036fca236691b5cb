import JSON
import Testing

struct JSONMeasuresTests {
    @Test(
        "depth counts objects and arrays from the outermost",
        arguments: [("1", 0), ("\"[[\"", 0), ("[]", 1), ("{}", 1), ("[1,[2],{}]", 2), (#"{"a":{"b":[0]},"c":[]}"#, 3)]
    )
    func depth(text: String, expected: Int) throws {
        #expect(try parse(text).depth == expected)
    }

    @Test(
        "a NUL is found in texts and names at any depth",
        arguments: [
            #""\u0000""#, #""a\u0000b""#, #"{"\u0000":1}"#, #"{"a":[1,{"b":["x\u0000"]}]}"#, #"["a","\u0000"]"#,
        ]
    )
    func nul(text: String) throws {
        #expect(try parse(text).containsNUL)
    }

    @Test("other values contain no NUL", arguments: ["0", "null", "true", #""\\u0000""#, #"{"a":["b",0]}"#, "[]"])
    func noNUL(text: String) throws {
        #expect(try !parse(text).containsNUL)
    }
}
