import Credentials
import JSON
import MariaDB
import Secrets
import Store
import Testing

@testable import API

struct JWTKeyHandlersTests {
    let world: World

    init() throws {
        world = try World()
    }

    private func newKey(_ attributes: JSONObject = ["algo": "hs256"]) -> Answer {
        world.send("POST", "/v1/jwt_keys", ["jwt_key": .object(attributes)])
    }

    private func listed(_ query: String = "") throws -> [String] {
        try world.send("GET", "/v1/jwt_keys\(query)").collection.map { try $0.text("id") }
    }

    private func signingKey() throws -> String {
        try world.send("GET", "/v1/realms/\(world.realm)").text("jwt_key")
    }

    @Test("a new key is shown with what verifies its tokens", arguments: JWTAlgorithm.allCases)
    func create(algorithm: JWTAlgorithm) throws {
        let answer = newKey(["algo": JSON(algorithm), "use": "sign"])
        #expect(answer.status == 201)
        let key = try answer.text("key")
        #expect(key.hasPrefix(algorithm == .hs256 ? "jsk_" : "-----BEGIN PUBLIC KEY-----"))
        let expected: JSONObject = [
            "id": .text(try answer.text("id")), "algo": JSON(algorithm), "expired": false, "key": .text(key),
            "object": "jwt_key", "realm_id": JSON(world.realm), "use": "sign",
        ]
        #expect(answer.object == expected)
        #expect(world.send("GET", "/v1/jwt_keys/\(try answer.text("id"))").object == expected)
        #expect(world.send("GET", "/v1/jwt_keys").collection.first == expected)
    }

    @Test("the newest key of the realm's algorithm signs; tokens of the older ones stay good")
    func rotation() throws {
        let session = try world.newSession(of: try world.newHuman())
        let (id, old) = (try session.text("id"), try session.text("token"))
        let key = try newKey().text("key")
        _ = newKey(["algo": "rs256"])
        #expect(try signingKey() == key)
        let new = try world.send("GET", "/v1/sessions/\(id)?expand=token").text("token")
        #expect(new != old)
        for token in [old, new] { #expect(world.sessionStatus(token) == 200) }
        let parsed = try #require(CompactToken(new))
        #expect(try TokenSigner.hs256(secret: Array(key.utf8)).signed(parsed))
    }

    @Test("keys can be given: secrets of 32 to 256 characters, RSA keys of 2,048 bits and more")
    func given() throws {
        let printable = String(decoding: 0x20...0x7E, as: UTF8.self)
        for secret in [printable, String(repeating: "k", count: 32), String(repeating: "k", count: 256)] {
            #expect(try newKey(["algo": "hs256", "key": .text(secret)]).text("key") == secret)
            #expect(try signingKey() == secret)
        }
        let pair = try RSAKeyPair.generate()
        let answer = newKey(["algo": "rs256", "key": .text(pair.privatePEM.reveal())])
        #expect(try answer.text("key") == pair.publicPEM)
        try world.changeRealm(["jwt_algo": "rs256"])
        _ = newKey(["algo": "rs256", "key": .text(pair.privatePEM.reveal())])
        let token = try world.issueToken(for: try world.newHuman())
        let parsed = try #require(CompactToken(token))
        #expect(try TokenSigner.rs256(publicPEM: pair.publicPEM).signed(parsed))
    }

    @Test("what makes no key is refused, and nothing is changed")
    func refused() throws {
        let before = try world.fingerprint()
        let pair = try RSAKeyPair.generate()
        let refusals: [(JSONObject, String)] = [
            ([:], "algo: Algo can't be blank"), (["algo": "es256"], "algo: Algo is not valid"),
            (["algo": "hs256", "use": "enc"], "use: Use is not valid"),
            (["algo": "hs256", "key": 5], "key: Key is not valid"),
            (
                ["algo": "hs256", "key": .text(String(repeating: "k", count: 31))],
                "key: Key is too short (minimum is 32 characters)"
            ),
            (
                ["algo": "hs256", "key": .text(String(repeating: "k", count: 257))],
                "key: Key is too long (maximum is 256 characters)"
            ),
            (["algo": "hs256", "key": .text(String(repeating: "ä", count: 40))], "key: Key is not valid"),
            (["algo": "hs256", "key": .text(String(repeating: "\n", count: 40))], "key: Key is not valid"),
            (["algo": "rs256", "key": "no key"], "key: Key is not valid"),
            (["algo": "rs256", "key": .text(pair.publicPEM)], "key: Key is not valid"),
            (["algo": "rs256", "key": .text(Self.shortKey)], "key: Key is not valid"),
            (
                ["algo": "rs256", "key": .text(String(repeating: "k", count: 8193))],
                "key: Key is too long (maximum is 8192 bytes)"
            ),
        ]
        for (attributes, sentence) in refusals {
            let answer = newKey(attributes)
            #expect(answer.status == 422)
            #expect(answer.errors == [sentence])
        }
        #expect(try world.fingerprint() == before)
    }

    @Test("keys are listed, the newest first, and a page at a time")
    func list() throws {
        let first = try listed()
        #expect(first.count == 1)
        let ids = try [newKey().text("id"), newKey(["algo": "rs256"]).text("id")]
        #expect(try listed() == ids.reversed() + first)
        #expect(try listed("?direction=asc") == first + ids)
        #expect(try listed("?max_results=1") == [ids[1]])
        #expect(try listed("?after=\(ids[0])") == first)
        #expect(try listed("?realm_id=\(try world.newRealm())").count == 1)
    }

    @Test("a deleted key expires at once: what it signed is good no more, and within an hour it is forgotten")
    func delete() throws {
        let token = try world.newSession(of: try world.newHuman()).text("token")
        let old = try #require(try listed().first)
        let new = try newKey().text("id")
        #expect(world.send("DELETE", "/v1/jwt_keys/\(old)").status == 204)
        #expect(world.sessionStatus(token) == 404)
        #expect(world.send("GET", "/v1/jwt_keys/\(old)")["expired"] == true)
        #expect(try listed() == [new, old])
        #expect(world.send("DELETE", "/v1/jwt_keys/\(old)").status == 404)
        try world.execute("UPDATE jwt_keys SET expires_at = expires_at - INTERVAL 1 HOUR WHERE expires_at IS NOT NULL")
        #expect(try listed() == [new])
        #expect(world.send("GET", "/v1/jwt_keys/\(old)").status == 404)
        _ = newKey()
        let id = try stored(old, JWTKeyID.self)
        let left: [[UInt8]] = try world.column("id", "SELECT id FROM jwt_keys WHERE id = \(id)")
        #expect(left.isEmpty)
    }

    @Test("when the newest key is deleted, the one before it signs again")
    func backwards() throws {
        let old = try signingKey()
        let id = try newKey().text("id")
        #expect(world.send("DELETE", "/v1/jwt_keys/\(id)").status == 204)
        #expect(try signingKey() == old)
    }

    @Test("a realm keeps a key that signs; those of another algorithm, or about to expire, do not count")
    func only() throws {
        try world.changeRealm(["jwt_algo": "rs256"])
        try world.changeRealm(["jwt_algo": "hs256"])
        let spare = try newKey(["algo": "rs256"]).text("id")
        let only = try listed()[1]
        let answer = world.send("DELETE", "/v1/jwt_keys/\(only)")
        #expect(answer.status == 409)
        #expect(answer.errors == ["base: Jwt key is the realm's only one"])
        #expect(world.send("DELETE", "/v1/jwt_keys/\(spare)").status == 204)
        #expect(world.send("GET", "/v1/jwt_keys/\(only)")["expired"] == false)
    }

    @Test("of two last keys that are deleted at once one stays")
    func race() throws {
        _ = newKey()
        let requests = try listed().map { world.request("DELETE", "/v1/jwt_keys/\($0)", [:]) }
        let statuses = try world.sendAtOnce(requests) { store in
            let grant: Grant<ManageRealm> = try world.grant(&store)
            _ = try store.lockedRealm(grant)
        }
        #expect(statuses.sorted() == [204, 409])
        #expect(try signingKey().hasPrefix("jsk_"))
    }

    @Test("each change of a realm's keys is told of as a change of the realm")
    func events() throws {
        func changes() throws -> Int {
            try world.send("GET", "/v1/events").collection.count { try $0.text("event_type") == "realm.updated" }
        }
        let id = try newKey().text("id")
        #expect(try changes() == 1)
        world.send("DELETE", "/v1/jwt_keys/\(id)")
        #expect(try changes() == 2)
        _ = newKey(["algo": "x"])
        world.send("DELETE", "/v1/jwt_keys/\(id)")
        world.send("DELETE", "/v1/jwt_keys/\(try #require(try listed().last))")
        #expect(try changes() == 2)
    }

    /// An RSA key of 1,024 bits that protects nothing.
    private static let shortKey = """
        -----BEGIN PRIVATE KEY-----
        MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBALseTTqwP6l4bTM2
        C6A7y0n5ZKYKea6/vxCwD/3NWOHRSry0VWp4Vx6b2l9UhbvGbZOOlaLCuzY2sLYo
        JtMyoEhLV8aZwIRCDvzsVolKvlugT2jccX8bwPFBHgVu3VYlRcAHbdYk51GZeFls
        ypH6Nxmdfzn7EsUudzBMV1sxB1MlAgMBAAECgYAec/4JsSmLQUg0b3VQ7KpXLbmN
        tGK9aAOGicDwg30Vs2RAdfD41QEIwEC4Bx+EwfSPcUM1LBAf8KKt4rb+5FxlX/JX
        qyGU/BbKtCuNm/3zSRmiNdk9a5/l7KawbksoZOnZCsXH0r+PvyLFBig0wrgMXDN0
        Q5h/3dK/0V1Vbz7sQQJBAPYdDPet6isp4KJodNgazSZ4Sc/SslECYrEOti1XwbB3
        1F07kL2aKjate+f2j6nomMoIifmPTmKjEbkNZb7/BHkCQQDCopCaaQEo5sWGNzGY
        t0FPVensIq6Hgi4QQta+rO0FJMJRwU5FeVpM5APZ3CXEBcC2SEHo6uxlU9DnXM4F
        ZKENAkAoDuRsb988dU19wbi67+nSSCPjcqzZaKT9oqJeUPlSqr5jCm3tnmkeizAu
        uj/57MTppWgnuX6NqXMaBqc35jQpAkEAhD9VJbXHVfVHrSR/jJanx7JGmW4PTH/F
        sMLZiwGQovgRGN/RwR7tnmUnwLX26zRFdxWtwwcszMSgozPJwJxZWQJBAPEUlOT9
        DdoWASb5fEhK4YqESXkQfjds5Xd5A1cbn/0LHfGL7HCmOOykFtQ2uzG//y3jLy4W
        W4tzJzjZLawsWOk=
        -----END PRIVATE KEY-----
        """
}
