import Testing

@testable import Secrets

@Suite struct ZxcvbnTests {
    @Test(
        "entropies are those of the library's own command-line test program",
        arguments: [
            ("", 0.0), ("password", 0), ("12345678", 1.58), ("Password1", 4), ("qwertyuiop", 10.55),
            ("Tr0ub4dor&3", 46.74), ("correct horse battery staple", 70.33), ("rWibMFACxAUGZmxhVncy", 111),
        ])
    func entropies(_ password: String, _ bits: Double) {
        #expect(abs(Zxcvbn.entropy(of: Array(password.utf8), knownWords: []) - bits) < 0.01)
    }

    @Test("known words count for little")
    func knownWords() {
        let password = Array("janedoe1987".utf8)
        #expect(abs(Zxcvbn.entropy(of: password, knownWords: []) - 27) < 0.01)
        #expect(abs(Zxcvbn.entropy(of: password, knownWords: ["janedoe", "jane", "doe"]) - 8.23) < 0.01)
    }

    @Test("NUL bytes and empty words do no harm")
    func nulBytes() {
        #expect(Zxcvbn.entropy(of: [0, 0], knownWords: ["", "\0", "a\0b"]) == 0)
        #expect(Zxcvbn.entropy(of: Array("pass\0word".utf8), knownWords: []) == 0)
    }

    @Test("nothing after the first 100 bytes is looked at")
    func longPasswords() {
        let bytes = (0..<2000).map { UInt8(33 + $0 * 7 % 94) }
        let entropy = Zxcvbn.entropy(of: Array(bytes.prefix(100)), knownWords: [])
        #expect(Zxcvbn.entropy(of: bytes, knownWords: []) == entropy)
        #expect(Zxcvbn.entropy(of: Array(bytes.prefix(99)), knownWords: []) < entropy)
    }
}
