import Credentials
import JSON
import Secrets
import Testing

@Suite("JWT keys and tokens")
struct JWTKeyTokensTests {
    @Test("a token says how and under which key it was signed", arguments: JWTAlgorithm.allCases)
    func header(algorithm: JWTAlgorithm) throws {
        let key = try JWTKey.generate(algorithm)
        let token = try #require(CompactToken(try key.sign(["uid": "x"]).reveal()))
        let name = ["hs256": "HS256", "rs256": "RS256"][algorithm.rawValue]
        #expect(
            try JSON(parsing: token.header) == [
                "alg": .text(try #require(name)), "typ": "JWT", "kid": .text(key.id.description),
            ])
        #expect(try JSON(parsing: token.claims) == ["uid": "x"])
        #expect(try key.signed(token))
        #expect(try !JWTKey.generate(algorithm).signed(token))
    }

    @Test("whoever has the key that the realm shows can check its tokens")
    func verification() throws {
        let (secret, pair) = (try JWTKey.generate(.hs256), try JWTKey.generate(.rs256))
        let byHMAC = try #require(CompactToken(try secret.sign([:]).reveal()))
        #expect(try TokenSigner.hs256(secret: Array(secret.signing.reveal().utf8)).signed(byHMAC))
        let byRSA = try #require(CompactToken(try pair.sign([:]).reveal()))
        #expect(try TokenSigner.rs256(publicPEM: try #require(pair.publicKey)).signed(byRSA))
    }
}
