import Credentials
import Secrets
import Testing

@Suite("One-time tokens")
struct OneTimeTokenTests {
    @Test(
        "a new one has its purpose's prefix, lives as long as that says, and is never the same",
        arguments: zip(OneTimeToken.Purpose.allCases, [("kli_", 600), ("kpw_", 86_400), ("kev_", 604_800)]))
    func generation(purpose: OneTimeToken.Purpose, expected: (prefix: String, lifetime: Int)) throws {
        let token = OneTimeToken.generate(for: purpose)
        let text = token.text.reveal()
        #expect(text.hasPrefix(expected.prefix) && purpose.lifetime == expected.lifetime)
        #expect(text.dropFirst(4).wholeMatch(of: /[0-9A-Za-z]{43}/) != nil)
        #expect(OneTimeToken.generate(for: purpose).text != token.text)
        let read = try #require(OneTimeToken(text, for: purpose))
        #expect(read.digest == token.digest && read.digest == Digest.sha256(Array(text.utf8)))
    }

    @Test("a text for another purpose or of another length is none")
    func nonsense() {
        let text = OneTimeToken.generate(for: .password).text.reveal()
        #expect(OneTimeToken(text, for: .email) == nil)
        for other in ["", "kpw_", String(text.dropLast()), text + "0", String(text.dropFirst(4))] {
            #expect(OneTimeToken(other, for: .password) == nil)
        }
    }
}
