import Testing

@testable import API

struct PercentEncodingTests {
    @Test(
        "escapes stand for their bytes",
        arguments: [
            ("", ""), ("abc", "abc"), ("a%40b", "a@b"), ("%2B+", "++"), ("%c3%A9", "é"), ("é", "é"),
            ("%F0%9F%98%80", "😀"), ("%00", "\0"),
            ("%2525", "%25"), ("a%2Fb", "a/b"),
        ]
    )
    func decode(raw: String, expected: String) {
        #expect(PercentEncoding.decode(raw.utf8) == expected)
    }

    @Test("a plus is a space only where that is asked for")
    func plus() {
        #expect(PercentEncoding.decode("a+b%2Bc".utf8, plusAsSpace: true) == "a b+c")
        #expect(PercentEncoding.decode("a+b%2Bc".utf8) == "a+b+c")
    }

    @Test(
        "broken escapes stand for nothing",
        arguments: ["%", "%4", "a%", "%zz", "%4g", "%g4", "%+1", "% 1", "%%41", "%４1"]
    )
    func broken(raw: String) {
        #expect(PercentEncoding.decode(raw.utf8) == nil)
        #expect(PercentEncoding.bytes(raw.utf8) == nil)
    }

    @Test("what is not UTF-8 is no text", arguments: ["%FF", "%C0%80", "%ED%A0%80", "%E2%82", "%F4%90%80%80"])
    func notUTF8(raw: String) {
        #expect(PercentEncoding.decode(raw.utf8) == nil)
        #expect(PercentEncoding.bytes(raw.utf8) != nil)
    }
}
