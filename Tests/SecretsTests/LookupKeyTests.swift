import Crypto
import Testing

@testable import Secrets

@Suite struct LookupKeyTests {
    private let dataKey = DataKey(id: 1, material: SymmetricKey(data: Array(0...31)))
    private var key: LookupKey { LookupKey(version: 3, key: dataKey) }

    @Test("HMAC-SHA-256 as in RFC 4231, test cases 1 and 2")
    func hmac() {
        let first = SymmetricKey(data: [UInt8](repeating: 0x0b, count: 20))
        #expect(
            KeyedDigest(first)(Array("Hi There".utf8))
                == [UInt8](hex: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"))
        let second = SymmetricKey(data: Array("Jefe".utf8))
        #expect(
            KeyedDigest(second)(Array("what do ya want for nothing?".utf8))
                == [UInt8](hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"))
    }

    @Test("the digest is what an independent implementation computes: stored digests stay findable")
    func format() {
        #expect(
            key.digest(Secret("kp_secret"), scope: 5)
                == [UInt8](hex: "6bb80f48cfd42d613269d09017d09aad429cd3586b3e8d86f15d723c542aa51a"))
    }

    @Test("another secret, scope or key gives another digest")
    func distinct() {
        let digests = [
            key.digest(Secret("kp_secret"), scope: 5), key.digest(Secret("kp_secreu"), scope: 5),
            key.digest(Secret("kp_secret"), scope: 6), key.digest(Secret(""), scope: 5),
            LookupKey(version: 3, key: DataKey(id: 1)).digest(Secret("kp_secret"), scope: 5),
        ]
        #expect(Set(digests).count == digests.count)
        #expect(digests.allSatisfy { $0.count == 32 })
    }

    @Test("the version is for the caller and does not enter the digest")
    func version() {
        #expect(key.version == 3)
        #expect(LookupKey(version: 4, key: dataKey).digest(Secret("x"), scope: 5) == key.digest(Secret("x"), scope: 5))
    }
}
