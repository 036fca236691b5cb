import JSON
import Testing

struct JSONParserTests {
    @Test(
        "every kind of value is read",
        arguments: [
            ("null", JSON.null), ("true", true), ("false", false), ("0", 0), ("-12", -12), (#""a""#, "a"), (#""""#, ""),
            ("[]", []), ("{}", [:]), ("[1,[2],{}]", [1, [2], [:]]), (#"{"a":{"b":[null]}}"#, ["a": ["b": [nil]]]),
            (" \t\r\n[ 1 , 2 ] \n", [1, 2]), (#"{ "a" : 1 , "b" : 2 }"#, ["a": 1, "b": 2]), (#"{"":0}"#, ["": 0]),
        ] as [(String, JSON)]
    )
    func values(text: String, expected: JSON) throws {
        #expect(try parse(text) == expected)
    }

    @Test(
        "text outside the grammar is refused where it breaks",
        arguments: [
            ("", 0), (" ", 1), ("nul", 3), ("nulll", 4), ("True", 0), ("NaN", 0), ("Infinity", 0), ("-Infinity", 1),
            ("[", 1), ("]", 0), ("[1", 2), ("[1,]", 3), ("[,1]", 1), ("[1,,2]", 3), ("[1 2]", 3), ("[1]]", 3),
            ("[1],", 3), ("1 2", 2), ("[\"a\":1]", 4), ("[1}", 2),
            ("{", 1), ("{}}", 2), ("{\"a\"}", 4), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{,}", 1), ("{a:1}", 1),
            ("{'a':1}", 1), ("{1:1}", 1), ("{\"a\" 1}", 5), ("{\"a\"::1}", 5), ("{\"a\":1 \"b\":2}", 7), ("{]", 1),
            ("// x\n1", 0), ("1/**/", 1), ("[1]#", 3), ("\u{FEFF}1", 0), ("1\u{FEFF}", 1), ("\u{A0}1", 0),
            ("\u{0C}1", 0), ("\u{0B}1", 0), ("1\0", 1), ("\u{2060}", 0), ("<>", 0), ("*", 0),
        ]
    )
    func malformed(text: String, offset: Int) {
        #expect(refusal(text) == .malformed(offset: offset))
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22], [0xFE, 0xFF, 0x00, 0x31], [0x31, 0x0A, 0xE5],
            [0x7B, 0x22, 0xB9, 0x22, 0x3A, 0x30, 0x7D],
        ] as [[UInt8]]
    )
    func notUTF8(bytes: [UInt8]) {
        #expect(refusal(bytes) == .notUTF8)
    }

    @Test(
        "a name that occurs twice in one object is refused",
        arguments: [
            (#"{"a":1,"a":2}"#, 7), (#"{"a":null,"a":null}"#, 10), (#"{"a":1,"\u0061":2}"#, 7),
            (#"{"é":1,"\u00e9":2}"#, 8),
            (#"{"/":1,"\/":2}"#, 7), (#"{"\ud83d\ude00":1, "😀":2}"#, 19), (#"{"":1,"":2}"#, 6),
            (#"[{"x":{"a":1,"a":1}}]"#, 13),
            (#"{"a\u0000":1,"a\u0000":2}"#, 13),
        ]
    )
    func duplicates(text: String, offset: Int) {
        #expect(refusal(text) == .duplicateKey(offset: offset))
    }

    @Test(
        "names that only look alike are different",
        arguments: [
            #"{"é":1,"e\u0301":2}"#, #"{"a":1,"A":2}"#, #"{"a":{"a":1}}"#, #"{"a":1,"a\u0000":2}"#, #"{"ﬁ":1,"fi":2}"#,
        ]
    )
    func differentNames(text: String) {
        #expect(refusal(text) == nil)
    }

    @Test("a repeated name is found among many")
    func duplicateAmongMany() {
        let members = (0..<1000).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(refusal("{\(members)}") == nil)
        #expect(refusal("{\(members),\"k500\":0}") == .duplicateKey(offset: members.utf8.count + 2))
    }

    @Test("objects and arrays may be nested as deeply as allowed", arguments: [1, 2, 32, 256])
    func depth(limit: Int) throws {
        let arrays = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        let objects = { String(repeating: "{\"a\":", count: $0) + "0" + String(repeating: "}", count: $0) }
        for nested in [arrays, objects] {
            #expect(try parse(nested(limit), maximumDepth: limit).depth == limit)
            #expect(refusal(nested(limit + 1), maximumDepth: limit) == .tooDeep)
        }
    }

    @Test("no more than 256 levels can be asked for")
    func greatestDepth() {
        #expect(refusal(String(repeating: "[", count: 257), maximumDepth: .max) == .tooDeep)
        #expect(refusal("[]", maximumDepth: 0) == .tooDeep)
        #expect(refusal("1", maximumDepth: 0) == nil)
    }

    @Test("a mebibyte of openings is too deep", arguments: ["[", "{\"a\":", "[{\"\":"])
    func hostileDepth(opening: String) {
        let body = String(repeating: opening, count: (1 << 20) / opening.utf8.count)
        #expect(refusal(body) == .tooDeep)
        #expect(refusal(body, maximumDepth: .max) == .tooDeep)
    }

    @Test("an object of 100,000 members is read and searched")
    func manyMembers() throws {
        let body = "{" + (0..<100_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
        guard case .object(let object) = try parse(body) else { throw JSONError.malformed(offset: 0) }
        #expect(object.count == 100_000)
        #expect((0..<100_000).allSatisfy { object["k\($0)"] == .number(JSONNumber($0)) })
    }

    @Test("a mebibyte in one text, one name, one number or many elements is read")
    func longTokens() throws {
        let long = String(repeating: "x", count: 1 << 20)
        #expect(try parse("\"\(long)\"") == .text(long))
        #expect(try parse("{\"\(long)\":1}") == [long: 1])
        let escapes = String(repeating: #"\u0041"#, count: 170_000)
        #expect(try parse("\"\(escapes)\"") == .text(String(repeating: "A", count: 170_000)))
        #expect(try parse(String(repeating: "9", count: 1 << 20)).text.utf8.count == 1 << 20)
        let array = try parse("[" + Array(repeating: "{}", count: 300_000).joined(separator: ",") + "]")
        #expect(array == .array(Array(repeating: [:], count: 300_000)))
    }
}
