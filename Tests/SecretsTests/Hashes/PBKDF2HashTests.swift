import Testing

@testable import Secrets

@Suite struct PBKDF2HashTests {
    struct Vector: Sendable {
        let function: PBKDF2Hash.Function
        let password: String
        let salt: String
        let rounds: UInt32
        let tag: String
    }

    @Test(
        "the published tags come out",
        arguments: [
            // RFC 6070.
            Vector(
                function: .sha1, password: "password", salt: "salt", rounds: 1,
                tag: "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
            Vector(
                function: .sha1, password: "password", salt: "salt", rounds: 2,
                tag: "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
            Vector(
                function: .sha1, password: "password", salt: "salt", rounds: 4096,
                tag: "4b007901b765489abead49d926f721d065a429c1"),
            // RFC 7914, section 11: the first of two blocks.
            Vector(
                function: .sha256, password: "passwd", salt: "salt", rounds: 1,
                tag: "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
            Vector(
                function: .sha256, password: "Password", salt: "NaCl", rounds: 80000,
                tag: "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"),
        ])
    func published(_ vector: Vector) throws {
        let hash = try #require(
            PBKDF2Hash(
                vector.function, rounds: vector.rounds, salt: Array(vector.salt.utf8), tag: [UInt8](hex: vector.tag)))
        #expect(try hash.matches(Array(vector.password.utf8)))
        #expect(try !hash.matches(Array((vector.password + "x").utf8)))
    }

    @Test("the three spellings are told apart")
    func spellings() throws {
        let django = try #require(PBKDF2Hash("pbkdf2_sha256$1000$c2FsdA==$\(Self.tag32)="))
        #expect(django.rounds == 1000 && django.function == .sha256)
        #expect(django.salt == Array("c2FsdA==".utf8), "a text, not base64")
        let passlib = try #require(PBKDF2Hash("$pbkdf2-sha256$1000$..8$\(Self.tag32)"))
        #expect(passlib.rounds == 1000 && passlib.function == .sha256)
        #expect(passlib.salt == [0xFB, 0xEF])
        let phc = try #require(PBKDF2Hash("$pbkdf2-sha256$i=1000,l=32$++8$\(Self.tag32)"))
        #expect(phc.rounds == 1000 && phc.function == .sha256)
        #expect(phc.salt == [0xFB, 0xEF])
        #expect(PBKDF2Hash("$pbkdf2-sha256$i=1000$++8$\(Self.tag32)")?.tag == phc.tag)
        #expect([django.tag, passlib.tag, phc.tag] == Array(repeating: [UInt8](repeating: 0, count: 32), count: 3))
    }

    @Test("SHA-1 may go without a name")
    func names() {
        #expect(PBKDF2Hash("$pbkdf2$1000$c2FsdA$\(Self.tag20)")?.function == .sha1)
        #expect(PBKDF2Hash("$pbkdf2-sha1$i=1000,l=20$c2FsdA$\(Self.tag20)")?.function == .sha1)
        #expect(PBKDF2Hash("pbkdf2_sha1$1000$salt$\(Self.tag20)=")?.function == .sha1)
        #expect(PBKDF2Hash("$pbkdf2-sha512$1000$c2FsdA$\(Self.tag64)")?.function == .sha512)
    }

    private static let tag20 = String(repeating: "A", count: 27)
    private static let tag32 = String(repeating: "A", count: 43)
    private static let tag64 = String(repeating: "A", count: 86)

    @Test(
        "anything else is nil",
        arguments: [
            "pbkdf2_sha256$1000$salt$\(tag32)", "pbkdf2_sha256$1000$salt$\(tag32)=$", "pbkdf2_sha256$1000$$\(tag32)=",
            "pbkdf2_sha256$1000$salt$\(tag20)=", "pbkdf2_sha512$1000$salt$\(tag64)==", "pbkdf2_md5$1000$salt$\(tag32)=",
            "pbkdf2_sha256$i=1000$salt$\(tag32)=", "pbkdf2_sha256$$salt$\(tag32)=", "pbkdf2_sha256$-1$salt$\(tag32)=",
            "pbkdf2_sha256$01000$salt$\(tag32)=",
            "$pbkdf2-sha256$1000$c2FsdA$\(tag32)=", "$pbkdf2-sha256$1000$c2FsdA$\(tag20)",
            "$pbkdf2-sha256$1000$++8$\(tag32)", "$pbkdf2-sha256$1000$$\(tag32)", "$pbkdf2-md5$1000$c2FsdA$\(tag32)",
            "$pbkdf2Xsha256$1000$c2FsdA$\(tag32)", "$pbkdf2-sha256$1000$c2FsdA$\(tag32)$",
            "$pbkdf2-sha256$1000$c2Fs*A$\(tag32)", "$pbkdf2-sha256$1000$c$\(tag32)",
            "$pbkdf2-sha256$i=1000,l=64$c2FsdA$\(tag32)", "$pbkdf2-sha256$l=32,i=1000$c2FsdA$\(tag32)",
            "$pbkdf2-sha256$i=1000,l=32$..8$\(tag32)", "$pbkdf2-sha256$i=$c2FsdA$\(tag32)",
            "$pbkdf2-sha256$i=1000,l=64$c2FsdA$\(tag64)", "$pbkdf2-sha256$i=1000,l=32$c2FsdA$*",
        ])
    func malformed(_ text: String) {
        #expect(PBKDF2Hash(text)?.rounds == nil)
    }

    @Test("4,000,000 rounds of the fast functions are taken, 2,000,000 of SHA-512, and salts of 128 bytes")
    func caps() {
        let caps: [(PBKDF2Hash.Function, UInt32)] = [(.sha1, 4_000_000), (.sha256, 4_000_000), (.sha512, 2_000_000)]
        for (function, most) in caps {
            let tag = [UInt8](repeating: 0, count: function.tagLength)
            func isTaken(_ rounds: UInt32, salt: Int = 16) -> Bool {
                PBKDF2Hash(function, rounds: rounds, salt: [UInt8](repeating: 0, count: salt), tag: tag) != nil
            }
            #expect(isTaken(1) && isTaken(most) && isTaken(most, salt: 128))
            #expect(!isTaken(0) && !isTaken(most + 1) && !isTaken(.max) && !isTaken(1, salt: 129))
        }
    }
}
