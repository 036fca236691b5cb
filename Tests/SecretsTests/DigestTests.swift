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
