import Credentials
import Testing

@Suite("TOTP")
struct TOTPTests {
    private static let seed = Array("12345678901234567890".utf8)
    private let totp = TOTP(secret: seed)
    private let time = Timestamp(seconds: 1_764_000_015)

    @Test(
        "RFC 4226, appendix D",
        arguments: zip(
            0...9 as ClosedRange<Int64>,
            [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
            ])
    )
    func counterVectors(step: Int64, code: String) {
        #expect(totp.code(atStep: step) == code)
    }

    @Test(
        "RFC 6238, appendix B",
        arguments: [
            (59, "94287082", "46119246", "90693936"),
            (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"),
            (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"),
            (20_000_000_000, "65353130", "77737706", "47863826"),
        ]
    )
    func timeVectors(seconds: Int, sha1: String, sha256: String, sha512: String) {
        // The RFC's reference program repeats the ten digits to the length of each hash.
        let cases: [(TOTP.Algorithm, Int, String)] = [(.sha1, 20, sha1), (.sha256, 32, sha256), (.sha512, 64, sha512)]
        for (algorithm, length, code) in cases {
            let secret = (0..<length).map { UInt8(ascii: "0") + UInt8(($0 + 1) % 10) }
            let totp = TOTP(secret: secret, algorithm: algorithm, digits: 8)
            #expect(totp.code(atStep: totp.step(at: Timestamp(seconds: seconds))) == code)
        }
    }

    @Test(
        "a step lasts its period",
        arguments: [(0, 0), (29, 0), (30, 1), (59, 1), (60, 2), (-1, -1)] as [(Int, Int64)]
    )
    func steps(seconds: Int, step: Int64) {
        #expect(totp.step(at: Timestamp(seconds: seconds)) == step)
        #expect(TOTP(secret: Self.seed, period: 60).step(at: Timestamp(seconds: seconds * 2)) == step)
    }

    @Test("codes of the step before, the step and the step after match", arguments: -1...1 as ClosedRange<Int64>)
    func drift(offset: Int64) {
        let step = totp.step(at: time) + offset
        #expect(totp.matchingStep(for: totp.code(atStep: step), at: time, after: nil) == step)
    }

    @Test("codes of steps further away do not match, unless the drift is wider", arguments: [-2, 2] as [Int64])
    func tooFar(offset: Int64) {
        let step = totp.step(at: time) + offset
        let code = totp.code(atStep: step)
        #expect(totp.matchingStep(for: code, at: time, after: nil) == nil)
        #expect(totp.matchingStep(for: code, at: time, drift: 2, after: nil) == step)
    }

    @Test("no drift leaves the step itself")
    func noDrift() {
        let step = totp.step(at: time)
        #expect(totp.matchingStep(for: totp.code(atStep: step), at: time, drift: 0, after: nil) == step)
        #expect(totp.matchingStep(for: totp.code(atStep: step - 1), at: time, drift: 0, after: nil) == nil)
    }

    @Test("a step that was used, and all before it, never match again")
    func replay() {
        let step = totp.step(at: time)
        #expect(totp.matchingStep(for: totp.code(atStep: step), at: time, after: step) == nil)
        #expect(totp.matchingStep(for: totp.code(atStep: step - 1), at: time, after: step) == nil)
        #expect(totp.matchingStep(for: totp.code(atStep: step), at: time, after: step + 5) == nil)
        #expect(totp.matchingStep(for: totp.code(atStep: step), at: time, after: step - 1) == step)
        #expect(totp.matchingStep(for: totp.code(atStep: step + 1), at: time, after: step) == step + 1)
    }

    @Test("of two steps with the same code the newer one counts, so that it cannot be used twice")
    func sameCodeTwice() throws {
        let codes = (0...300_000 as ClosedRange<Int64>).lazy.map { ($0, totp.code(atStep: $0)) }
        var seen: [String: Int64] = [:]
        let pair = codes.compactMap { step, code in
            seen.updateValue(step, forKey: code).map { (older: $0, newer: step, code: code) }
        }.first { $0.newer - $0.older <= 255 }
        let (older, newer, code) = try #require(pair)
        let between = Timestamp(seconds: Int(newer) * 30)
        #expect(totp.matchingStep(for: code, at: between, drift: 255, after: nil) == newer)
        #expect(totp.matchingStep(for: code, at: between, drift: 255, after: older) == newer)
        #expect(totp.matchingStep(for: code, at: between, drift: 255, after: newer) == nil)
    }

    @Test("a wrong code matches nothing", arguments: ["", "0", "000000", "0000000", "00000０", "abcdef"])
    func wrong(code: String) {
        #expect(totp.matchingStep(for: code, at: time, after: nil) == nil)
    }

    @Test("a code that differs in any one digit matches nothing", arguments: 0..<6)
    func nearMiss(position: Int) {
        var code = Array(totp.code(atStep: totp.step(at: time)))
        code[position] = code[position] == "9" ? "8" : "9"
        #expect(totp.matchingStep(for: String(code), at: time, after: nil) == nil)
    }

    @Test("a part of the code, or more than it, matches nothing")
    func otherLength() {
        let code = totp.code(atStep: totp.step(at: time))
        #expect(totp.matchingStep(for: String(code.dropLast()), at: time, after: nil) == nil)
        #expect(totp.matchingStep(for: code + "0", at: time, after: nil) == nil)
    }

    @Test("secrets have 20 random bytes")
    func secret() {
        let secrets = (0..<50).map { _ in TOTP.generateSecret() }
        #expect(secrets.allSatisfy { $0.count == 20 })
        #expect(Set(secrets).count == 50)
    }

    @Test("neither printing nor dumping shows the secret")
    func redacted() {
        var dumped = ""
        dump(totp, to: &dumped)
        for text in ["\(totp)", String(reflecting: totp), dumped] {
            #expect(!text.contains("1234567890"))
            #expect(!text.contains("49"), "no first byte of the secret")
            #expect(text.contains("redacted"))
        }
    }
}
