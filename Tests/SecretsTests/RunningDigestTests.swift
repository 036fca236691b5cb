import Secrets
import Testing

@Suite struct RunningDigestTests {
    @Test("pieces have the digest of the whole (FIPS 180-4, 448 bits)")
    func pieces() {
        var digest = RunningDigest()
        #expect(digest.value == Digest.sha256([]))
        for piece in ["abcdbcdecdefdefg", "", "efghfghighijhijkijkljklm", "klmnlmnomnopnopq"] {
            digest.add(Array(piece.utf8))
        }
        #expect(
            digest.value == [UInt8](hex: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"))
    }
}
