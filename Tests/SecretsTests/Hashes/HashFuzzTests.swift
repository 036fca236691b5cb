import Fuzzing
import Testing

@testable import Secrets

/// Hashes that apps bring: read without a fault, and never one that costs more than is allowed.
struct HashFuzzTests {
    private static let digits22 = "abcdefghijklmnopqrstuu"
    private static let digits86 = String(repeating: "Ab./01", count: 14) + "xy"
    private static let samples = [
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$dGFndGFndGFndGFndGFndGFndGFndGFndGFndGFndGE",
        "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
        "$2b$10$\(digits22)\(String(repeating: "a", count: 31))",
        "$2y$04$\(digits22)\(String(repeating: "/", count: 31))",
        "$5$rounds=535000$salt$\(digits86.prefix(43))", "$6$saltstring$\(digits86)",
        "pbkdf2_sha256$600000$salt$\(String(repeating: "QUJD", count: 10))QUI=",
        "$pbkdf2-sha256$29000$c2FsdA$\(String(repeating: "QUJD", count: 10))QUI",
        "$pbkdf2-sha512$i=210000,l=64$c2FsdA$\(String(repeating: "QUJD", count: 21))QQ",
        "$scrypt$ln=16,r=8,p=1$c29tZXNhbHQ$\(String(repeating: "QUJD", count: 10))QUI",
        "$P$B12345678\(digits22)", "$H$B12345678\(digits22)",
    ]
    private static let tokens = [
        "$argon2id", "$v=19", "$v=16", "m=", "t=", "p=", "ln=", "r=", "rounds=", "i=", "l=", "$2b$", "$5$", "$6$",
        "$P$",
    ]

    @Test("a hash is taken when it is within its bounds")
    func parsing() {
        let report = Fuzzer(Self.samples, tokens: Self.tokens, rounds: 8000).judgeText { text in
            guard let hash = PasswordHash(phc: text).parsed else { return .refused }
            return Verdict(text.utf8.count <= PasswordHash.maximumBytes && Self.isWithinBounds(hash))
        }
        #expect(report.isSound, "\(report)")
        for sample in Self.samples { #expect(PasswordHash(phc: sample).isSupported, "\(sample)") }
    }

    @Test("an Argon2 hash is written as it was read")
    func argon2() {
        let report = Fuzzer(Array(Self.samples.prefix(2)), tokens: Self.tokens).judgeText { text in
            guard let hash = PHCString(text) else { return .refused }
            let again = hash.text
            guard let same = PHCString(again) else { return .broken }
            return Verdict(
                same.salt == hash.salt && same.tag == hash.tag && same.text == again
                    && [again, again.replacing("$v=16", with: "")].contains { $0.utf8.elementsEqual(text.utf8) })
        }
        #expect(report.isSound, "\(report)")
    }

    private static func isWithinBounds(_ hash: any ParsedHash) -> Bool {
        switch hash {
        case let hash as PHCString: hash.parameters.areAllowed && (16...64).contains(hash.tag.count)
        case let hash as PBKDF2Hash: hash.rounds <= hash.function.mostRounds
        case let hash as ScryptHash:
            UInt64(1) << hash.logarithm * UInt64(hash.blockSize) * UInt64(hash.parallelism) <= 1 << 21
        default: true
        }
    }
}
