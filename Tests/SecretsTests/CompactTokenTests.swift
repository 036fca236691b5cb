import Testing

@testable import Secrets

@Suite struct CompactTokenTests {
    @Test("three parts in base64url, none of them padded")
    func parts() throws {
        let token = try #require(CompactToken("e30.-_8.AQ"))
        #expect(token.header == Array("{}".utf8))
        #expect(token.claims == [0xFB, 0xFF])
        #expect(token.signature == [1])
        #expect(token.signingInput == Array("e30.-_8".utf8))
    }

    @Test(
        "anything else is no token, also one without a signature",
        arguments: [
            "", ".", "..", "e30.e30", "e30.e30.", "e30.e30.AQ.AQ", "e30.e30.AQ==", "e30.+/8.AQ", "e3 0.e30.AQ",
            "é.e30.AQ", "A.e30.AQ",
        ])
    func malformed(text: String) {
        #expect(CompactToken(text) == nil)
    }

    @Test("prints nothing of what it holds")
    func redaction() throws {
        let token = try #require(CompactToken("e30.e30.AQ"))
        #expect("\(token)" == "CompactToken(redacted)")
    }
}
