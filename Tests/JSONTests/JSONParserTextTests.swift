import JSON
import Testing

struct JSONParserTextTests {
    @Test(
        "escapes stand for their characters",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
            (#""\uD83D\uDe00""#, "😀"), (#""\uD834\uDd1e""#, "𝄞"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
            (#""\ud800\udc00""#, "\u{10000}"),
            (#""\u0000""#, "\0"), (#""\u2028\u2029""#, "\u{2028}\u{2029}"), (#""\uFFFD\uFFEE""#, "\u{FFFD}\u{FFEE}"),
            (#""\\u0041""#, "\\u0041"), (#""\uFEFF""#, "\u{FEFF}"), (#""a\/b""#, "a/b"),
        ]
    )
    func escapes(text: String, expected: String) throws {
        guard case .text(let read) = try parse(text) else { throw JSONError.malformed(offset: 0) }
        #expect(Array(read.utf8) == Array(expected.utf8))
    }

    @Test(
        "characters beyond ASCII and DEL stand for themselves",
        arguments: ["é", "€", "😀", "\u{7F}", "\u{2028}", "\u{10FFFF}", "e\u{301}"]
    )
    func rawCharacters(text: String) throws {
        guard case .text(let read) = try parse("\"\(text)\"") else { throw JSONError.malformed(offset: 0) }
        #expect(Array(read.utf8) == Array(text.utf8))
    }

    @Test(
        "surrogates without their other half are refused",
        arguments: [
            #""\ud800""#, #""\udc00""#, #""\ud800x""#, #""\ud800\n""#, #""\ud800\ud800""#, #""\ud800\u0041""#,
            #""\udc00\ud800""#,
            #""\uD83D\"#, #""\uD83D\u"#, #""\uD83D\uDE0"#, #""\uDFFF""#, #"{"\ud800":1}"#, #"["\uDADA"]"#,
        ]
    )
    func loneSurrogates(text: String) {
        guard case .malformed = refusal(text) else {
            Issue.record("accepted or refused otherwise")
            return
        }
    }

    @Test(
        "bad escapes, bare control characters and open texts are refused",
        arguments: [
            (#"""#, 1), (#""abc"#, 4), (#""\"#, 2), (#""\""#, 3), (#""\a""#, 2), (#""\x41""#, 2), (#""\'""#, 2),
            (#""\0""#, 2),
            (#""\U0041""#, 2), (#""\u""#, 3), (#""\u004""#, 6), (#""\u00g1""#, 5), (#""\u+123""#, 3), (#""\u-123""#, 3),
            (#""\u 123""#, 3),
            (#""\u００４１""#, 3), ("\"\n\"", 1), ("\"\t\"", 1), ("\"\0\"", 1), ("\"\u{1F}\"", 1), ("\"\\\n\"", 2),
            (#""\é""#, 2), (#"'a'"#, 0),
        ]
    )
    func malformed(text: String, offset: Int) {
        #expect(refusal(text) == .malformed(offset: offset))
    }
}
