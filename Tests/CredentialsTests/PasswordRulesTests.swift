import Credentials
import Secrets
import Testing

@Suite("Password rules")
struct PasswordRulesTests {
    private func violations(
        _ password: String, length: Int = 1, complexity: Int = 0, required: [PasswordRules.CharacterClass] = [],
        knownWords: [String] = []
    ) -> [PasswordRules.Violation] {
        PasswordRules(minimumLength: length, minimumComplexity: complexity, required: required)
            .violations(of: Secret(password), knownWords: knownWords)
    }

    @Test("a new realm asks for eight characters and no more")
    func initial() {
        #expect(PasswordRules.initial.violations(of: Secret("aaaaaaaa"), knownWords: []).isEmpty)
        #expect(PasswordRules.initial.violations(of: Secret("aaaaaaa"), knownWords: []) == [.tooShort(minimum: 8)])
    }

    @Test("the length is counted in code points")
    func length() {
        #expect(violations("e\u{301}e\u{301}", length: 4).isEmpty)
        #expect(violations("🔑🔑🔑", length: 4) == [.tooShort(minimum: 4)])
    }

    @Test("1,024 bytes are the most, and beyond them nothing else is looked at")
    func bytes() {
        #expect(violations(String(repeating: "a", count: 1024)).isEmpty)
        #expect(violations(String(repeating: "a", count: 1025), complexity: 4, required: [.upper]) == [.tooLong])
        #expect(violations(String(repeating: "é", count: 513)) == [.tooLong])
    }

    @Test(
        "each class has its characters",
        arguments: [
            (PasswordRules.CharacterClass.lower, "a", "A1 !"), (.lower, "ß", "Ä"), (.upper, "A", "a1 !"),
            (.upper, "Ä", "ß"),
            (.number, "7", "aA !"), (.special, "!", "aA1 "), (.special, "€", "é1"),
        ])
    func classes(required: PasswordRules.CharacterClass, with: String, without: String) {
        #expect(violations(with, required: [required]).isEmpty)
        #expect(violations(without, required: [required]) == [.missing(required)])
    }

    @Test("what is missing is told in the order of the rules, after the length and before the complexity")
    func order() {
        #expect(
            violations("a", length: 2, complexity: 1, required: [.special, .upper]) == [
                .tooShort(minimum: 2), .missing(.special), .missing(.upper), .tooSimple,
            ])
    }

    @Test("known words make a password simple")
    func knownWords() {
        #expect(violations("quixoticzephyr", complexity: 3).isEmpty)
        #expect(violations("quixoticzephyr", complexity: 3, knownWords: ["quixoticzephyr"]) == [.tooSimple])
    }
}
