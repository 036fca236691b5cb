import Secrets
import Testing

@testable import Credentials

struct TokenSignersTests {
    @Test("signers are kept by id, and no more than so many")
    func keeping() throws {
        let signers = TokenSigners<TokenSigner>(capacity: 2)
        var made = 0
        for id: UInt128 in [1, 1, 2, 2, 3, 3, 3] {
            _ = try signers.signer(for: id) {
                made += 1
                return try TokenSigner.hs256(secret: [UInt8](repeating: 1, count: 32))
            }
        }
        #expect(made == 3)
        for id: UInt128 in [1, 2, 3] {
            _ = try signers.signer(for: id) {
                made += 1
                return try TokenSigner.hs256(secret: [UInt8](repeating: 1, count: 32))
            }
        }
        #expect(made > 3)
    }
}
