import Testing

@testable import Secrets

@Suite struct DigestTests {
    @Test("SHA-256 of \"abc\" and of nothing (FIPS 180-4 examples)")
    func sha256() {
        let abc = [UInt8](hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let nothing = [UInt8](hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest.sha256(Array("abc".utf8)) == abc)
        #expect(Digest.sha256([]) == nothing)
    }

    @Test("HMAC-SHA-256 of a short text under a short key (RFC 4231 section 4.3)")
    func hmac() {
        let expected = [UInt8](hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(Digest.hmacSHA256(Array("what do ya want for nothing?".utf8), key: Secret("Jefe")) == expected)
    }

    @Test("the same bytes are equal, and a difference anywhere is seen")
    func comparison() {
        let bytes: [UInt8] = Array(0...40)
        #expect(Digest.constantTimeEqual(bytes, bytes))
        #expect(Digest.constantTimeEqual([], []))
        #expect(bytes.withOneBitFlipped.allSatisfy { !Digest.constantTimeEqual($0, bytes) })
        #expect(
            bytes.truncated.allSatisfy { !Digest.constantTimeEqual($0, bytes) && !Digest.constantTimeEqual(bytes, $0) })
    }
}
