import Crypto
import Foundation
import Testing

@testable import Secrets

@Suite struct RecipientKeyTests {
    let own = Curve25519.KeyAgreement.PrivateKey()

    private func open(_ sealed: (encapsulatedKey: String, ciphertext: String), _ purpose: String, _ context: String)
        throws
        -> Data
    {
        var recipient = try HPKE.Recipient(
            privateKey: own, ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data(purpose.utf8),
            encapsulatedKey: try #require(Data(base64Encoded: sealed.encapsulatedKey)))
        return try recipient.open(
            try #require(Data(base64Encoded: sealed.ciphertext)), authenticating: Data(context.utf8))
    }

    @Test("what is sealed to a key opens with its private key, purpose and context, and only with them")
    func sealing() throws {
        let key = try #require(RecipientKey(base64: own.publicKey.rawRepresentation.base64EncodedString()))
        let sealed = try key.seal([1, 2, 3], for: "purpose", context: "context")
        #expect(try open(sealed, "purpose", "context") == Data([1, 2, 3]))
        #expect(throws: (any Error).self) { try open(sealed, "other", "context") }
        #expect(throws: (any Error).self) { try open(sealed, "purpose", "other") }
        #expect(try key.seal([1, 2, 3], for: "purpose", context: "context").ciphertext != sealed.ciphertext)
    }

    @Test("only 32 bytes in base64 are a key", arguments: ["", "AAAA", "*", String(repeating: "A", count: 43)])
    func malformed(text: String) {
        #expect(RecipientKey(base64: text) == nil)
    }

    @Test("a key of low order is none", arguments: [0, 1] as [UInt8])
    func lowOrder(first: UInt8) {
        let bytes = Data([first]) + Data(repeating: 0, count: 31)
        #expect(RecipientKey(base64: bytes.base64EncodedString()) == nil)
    }
}
