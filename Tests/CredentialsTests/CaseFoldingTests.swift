import Credentials
import Testing

@Suite("Case folding")
struct CaseFoldingTests {
    @Test(
        "letters become small ones",
        arguments: [("Sally@Example.COM", "sally@example.com"), ("ÄÖÜ ß", "äöü ß"), ("ΣΟΦΙΑ", "σοφια"), ("", "")])
    func small(text: String, expected: String) {
        #expect(CaseFolding.fold(text) == expected)
    }

    @Test("nothing becomes ASCII that was not", arguments: ["mi\u{212A}e@example.com", "\u{130}lker", "\u{212B}"])
    func foreign(text: String) {
        let folded = CaseFolding.fold(text)
        #expect(folded.unicodeScalars.count { $0.isASCII } == text.unicodeScalars.count { $0.isASCII })
    }
}
