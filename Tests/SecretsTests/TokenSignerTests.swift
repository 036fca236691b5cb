import Testing

@testable import Secrets

@Suite struct TokenSignerTests {
    // RFC 7515 appendix A.1.
    private static let hs256 =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let hs256Key =
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
    // RFC 7515 appendix A.2, the key as SubjectPublicKeyInfo.
    private static let rs256 =
        "eyJhbGciOiJSUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9C"
        + "UAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_d"
        + "O--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igc"
        + "N_IoypGlUPQGe77Rw"
    private static let rs256Key = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAofgWCuLjybRlzo0tZWJj
        NiuSfb4p4fAkd/wWJcyQoTbji9k0l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEz
        P1Pt0Bm4d4QlL+yRT+SFd2lZS+pCgNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo
        9wGzjb/7OMg0LOL+bSf63kpaSHSXndS5z5rexMdbBYUsLA9e+KXBdQOS+UTo7WTB
        EMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6/I5IhlJH7aGhyxX
        FvUK+DWNmoudF8NAco9/h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXp
        oQIDAQAB
        -----END PUBLIC KEY-----
        """

    @Test("HS256 signs and checks as in RFC 7515, appendix A.1")
    func hmac() throws {
        let signer = try TokenSigner.hs256(secret: try #require(Base64URL.decode(Self.hs256Key)))
        let token = try #require(CompactToken(Self.hs256))
        #expect(try signer.signed(token))
        #expect(try signer.sign(header: TokenHeader(json: token.header), claims: token.claims) == Secret(Self.hs256))
    }

    @Test("RS256 checks as in RFC 7515, appendix A.2")
    func rsa() throws {
        let signer = try TokenSigner.rs256(publicPEM: Self.rs256Key)
        #expect(try signer.signed(try #require(CompactToken(Self.rs256))))
        #expect(throws: (any Error).self) { try signer.sign(header: TokenHeader(json: []), claims: []) }
    }

    @Test("what an RSA key signs, its public half accepts and another's does not")
    func pairs() throws {
        let (pair, other) = (try RSAKeyPair.generate(), try RSAKeyPair.generate())
        let token = try TokenSigner.rs256(privatePEM: pair.privatePEM).sign(
            header: TokenHeader(json: Array("{}".utf8)), claims: [1, 2])
        let parsed = try #require(CompactToken(token.reveal()))
        #expect(parsed.claims == [1, 2])
        #expect(try TokenSigner.rs256(privatePEM: pair.privatePEM).signed(parsed))
        #expect(try TokenSigner.rs256(publicPEM: pair.publicPEM).signed(parsed))
        #expect(try !TokenSigner.rs256(publicPEM: other.publicPEM).signed(parsed))
    }

    @Test("one changed character anywhere spoils a token", arguments: [hs256, rs256])
    func tampering(token: String) throws {
        let signer =
            try token == Self.hs256
            ? TokenSigner.hs256(secret: try #require(Base64URL.decode(Self.hs256Key)))
            : TokenSigner.rs256(publicPEM: Self.rs256Key)
        let characters = Array(token)
        // The last character of a signature has bits that are not part of it.
        for position in characters.indices.dropLast() where characters[position] != "." {
            var changed = characters
            changed[position] = changed[position] == "A" ? "B" : "A"
            guard let parsed = CompactToken(String(changed)) else { continue }
            #expect(try !signer.signed(parsed), "position \(position)")
        }
    }

    @Test("a token under the public key as an HMAC secret is none of the RSA key's")
    func confusion() throws {
        let signer = try TokenSigner.rs256(publicPEM: Self.rs256Key)
        let forged = try TokenSigner.hs256(secret: Array(Self.rs256Key.utf8))
            .sign(header: TokenHeader(json: Array(#"{"alg":"HS256"}"#.utf8)), claims: Array("{}".utf8))
        #expect(try !signer.signed(try #require(CompactToken(forged.reveal()))))
    }

    @Test("short secrets, short RSA keys and texts that are no keys make no signer")
    func weakKeys() {
        #expect(throws: TokenSignerError.weakKey) { try TokenSigner.hs256(secret: [UInt8](repeating: 1, count: 31)) }
        #expect(throws: (any Error).self) { try TokenSigner.rs256(privatePEM: Secret("no key")) }
        #expect(throws: (any Error).self) { try TokenSigner.rs256(publicPEM: "no key") }
    }
}
