import Credentials
import Testing

@Suite("VerificationCode")
struct VerificationCodeTests {
    @Test(
        "spaces and hyphens are taken out",
        arguments: ["492039", "492 039", " 492039\n", "492-039", "4 9 2 0 3 9", "492\u{A0}039", "\t492039\r\n"]
    )
    func texts(text: String) {
        #expect(VerificationCode(text)?.text == "492039")
    }

    @Test(
        "other texts are refused",
        arguments: [
            "", " ", "49203", "4920399", "49203a", "٤٩٢٠٣٩", "４９２０３９", "+92039", "492.039", "492039\u{301}",
            "4920\u{0}39",
        ]
    )
    func otherTexts(text: String) {
        #expect(VerificationCode(text) == nil)
    }

    @Test(
        "numbers get their leading zeros back",
        arguments: [(0, "000000"), (7, "000007"), (92_039, "092039"), (492_039, "492039"), (999_999, "999999")]
    )
    func numbers(number: Int, text: String) {
        #expect(VerificationCode(number)?.text == text)
    }

    @Test("other numbers are refused", arguments: [-1, 1_000_000, .min, .max])
    func otherNumbers(number: Int) {
        #expect(VerificationCode(number) == nil)
    }

    @Test("printing does not show the code")
    func redacted() throws {
        let code = try #require(VerificationCode("492039"))
        #expect("\(code)" == "VerificationCode(redacted)")
        #expect(String(reflecting: code) == "VerificationCode(redacted)")
    }
}
