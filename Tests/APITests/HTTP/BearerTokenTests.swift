import Testing

@testable import API

struct BearerTokenTests {
    private static let realm = "rl_0BSxkQ5GCTF2U2Yr9rK8Ec"

    @Test("the scheme may be in any case", arguments: ["Bearer ks_a", "bearer ks_a", "BEARER   ks_a", "Bearer ks_a "])
    func scheme(header: String) {
        #expect(BearerToken(authorization: header)?.key == "ks_a")
        #expect(BearerToken(authorization: header)?.realm == nil)
    }

    @Test(
        "other schemes are not read",
        arguments: ["Basic a3M6YQ==", "Digest x", "Bearer", "Bearer ", "Bearerks_a", "ks_a", "Token ks_a"]
    )
    func otherSchemes(header: String) {
        #expect(BearerToken(authorization: header) == nil)
    }

    @Test("a realm may be appended with any joint", arguments: [":", ";", ",", "/", ".", "+", " ", ", ", "-", "|"])
    func realm(joint: String) {
        let token = BearerToken(authorization: "Bearer ks_abc-123\(joint)\(Self.realm)")
        #expect(token?.key == "ks_abc-123")
        #expect(token?.realm == Self.realm)
    }

    @Test("a key that only contains the letters keeps them", arguments: ["ks_abcrl_x", "rl_x", "ks_a-rl", "ks_a:RL_x"])
    func noRealm(key: String) {
        let token = BearerToken(authorization: "Bearer \(key)")
        #expect(token?.key == key)
        #expect(token?.realm == nil)
    }

    @Test("the last of several realms is the one")
    func lastRealm() {
        let token = BearerToken(authorization: "Bearer ks_a:rl_1:rl_2")
        #expect(token?.key == "ks_a:rl_1")
        #expect(token?.realm == "rl_2")
    }

    @Test("a realm without a key leaves no key")
    func onlyRealm() {
        let token = BearerToken(authorization: "Bearer :rl_1")
        #expect(token?.key == nil)
        #expect(token?.realm == "rl_1")
    }

    @Test("printing shows nothing")
    func redaction() {
        #expect("\(BearerToken(authorization: "Bearer hunter2:rl_1") as Any)" == "Optional(BearerToken(redacted))")
    }
}
