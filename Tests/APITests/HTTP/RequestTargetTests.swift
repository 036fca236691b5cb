import Testing

@testable import API

struct RequestTargetTests {
    @Test(
        "a path is cut at its slashes, one at the end aside",
        arguments: [
            ("/", []), ("/v1", ["v1"]), ("/v1/", ["v1"]), ("/v1/users/", ["v1", "users"]),
            ("/v1/users/--/x", ["v1", "users", "--", "x"]),
            ("/v1/users/a.b@example.com.json", ["v1", "users", "a.b@example.com.json"]), ("/a%2Fb/c", ["a%2Fb", "c"]),
            ("/./..", [".", ".."]), ("/a;b=c", ["a;b=c"]), ("/a?b/c/", ["a"]),
            ("http://example.com/v1/x", ["v1", "x"]), ("HTTPS://example.com:8443/v1/", ["v1"]),
            ("http://example.com", []),
            ("http://example.com/", []), ("http://example.com?a=/b", []),
        ] as [(String, [String])]
    )
    func segments(target: String, expected: [String]) {
        #expect(RequestTarget(target.utf8).segments?.map(\.raw) == expected)
    }

    @Test(
        "an empty segment or another form of target names nothing",
        arguments: [
            "//", "//v1", "/v1//users", "/v1/users//", "http://example.com//v1", "", "*", "v1/users", "example.com:443",
            "ftp://example.com/v1", "?a=b",
        ]
    )
    func nothing(target: String) {
        #expect(RequestTarget(target.utf8).segments == nil)
    }

    @Test(
        "the query is what follows the first question mark",
        arguments: [
            ("/v1", ""), ("/v1?", ""), ("/v1?a=b", "a=b"), ("/v1/?a=/%3F?b", "a=/%3F?b"), ("http://h/v1?x", "x"),
            ("http://h?x", "x"), ("//?x", "x"),
        ]
    )
    func query(target: String, expected: String) {
        #expect(RequestTarget(target.utf8).query == Array(expected.utf8))
    }

    @Test(
        "the first segment tells the family, whatever follows it",
        arguments: [
            ("/v2", .deck), ("/v2/", .deck), ("/v2?a", .deck), ("/v2//sources", .deck), ("/v2/%zz", .deck),
            ("HTTP://example.com/v2//x", .deck), ("/v1//v2", .authRocket), ("//v2/x", .authRocket),
            ("/v2x", .authRocket), ("/", .authRocket), ("*", .authRocket), ("v2/x", .authRocket), ("?/v2", .authRocket),
        ] as [(String, Family)])
    func family(target: String, expected: Family) {
        #expect(RequestTarget(target.utf8).family == expected)
    }

    @Test("segments are decoded after the cut")
    func decoding() {
        let target = RequestTarget("/v1/users/joe+x%2Fy%40example.com".utf8)
        #expect(target.segments?.last?.decoded == "joe+x/y@example.com")
        #expect(target.segments?.last?.decodedWithPlus == "joe x/y@example.com")
    }

    @Test("bytes that are not UTF-8 leave a segment without a text")
    func notUTF8() {
        let target = RequestTarget(Array("/v1/".utf8) + [0xFF] + Array("?".utf8) + [0xFE])
        #expect(target.segments?.count == 2)
        #expect(target.segments?.last?.decoded == nil)
        #expect(target.query == [0xFE])
    }
}
