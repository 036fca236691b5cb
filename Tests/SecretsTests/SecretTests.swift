import Testing

@testable import Secrets

@Suite struct SecretTests {
    @Test(
        "the text comes back as it went in",
        arguments: ["", "a\0b", "pässwörd", "🔑", String(repeating: "x", count: 1 << 20)])
    func reveals(_ text: String) {
        #expect(Secret(text).reveal() == text)
        #expect(Secret(text).bytes == Array(text.utf8))
    }

    @Test("equal means the same bytes")
    func equality() {
        #expect(Secret("open sesame") == Secret("open sesame"))
        #expect(Secret("open sesame") != Secret("open sesamf"))
        #expect(Secret("open sesame") != Secret("open sesame "))
    }

    @Test("differently composed forms of a character are different secrets")
    func composition() {
        #expect("\u{e9}" == "e\u{301}")
        #expect(Secret("\u{e9}") != Secret("e\u{301}"))
    }
}
