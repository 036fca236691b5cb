import Testing

@testable import API

struct StringFieldSpaceTests {
    @Test(
        "spaces and tabs at the ends go",
        arguments: [
            ("", ""), (" \t ", ""), (" a b\t", "a b"), ("é", "é"), (" e\u{301} ", "e\u{301}"), ("\u{A0}a", "\u{A0}a"),
            (" \u{301}x", "\u{301}x"),
        ]
    )
    func trimming(text: String, expected: String) {
        #expect(Array(text.trimmingFieldSpace.utf8) == Array(expected.utf8))
    }
}
