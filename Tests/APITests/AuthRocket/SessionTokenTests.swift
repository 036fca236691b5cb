import Credentials
import JSON
import MariaDB
import Secrets
import Testing

@testable import API

/// What opens a session, and what only looks like it.
struct SessionTokenTests {
    let world: World
    let token: String
    /// The id of the session.
    let id: String

    init() throws {
        world = try World()
        let session = try world.newSession(of: try world.newHuman("sally"))
        token = try session.text("token")
        id = try session.text("id")
    }

    private func secret() throws -> TokenSigner {
        try TokenSigner.hs256(secret: Array(try world.send("GET", "/v1/realms/\(world.realm)").text("jwt_key").utf8))
    }

    private func claims(_ changes: JSONObject = [:]) throws -> JSONObject {
        var claims = try world.claims(of: token)
        for (name, value) in changes { claims[name] = value }
        return claims
    }

    @Test("no changed character opens it")
    func tampered() throws {
        #expect(world.sessionStatus(token) == 200)
        var changed = Array(token)
        // The last character of a signature has bits that are not part of it.
        for position in changed.indices.dropLast() where position % 7 == 0 && changed[position] != "." {
            let original = changed[position]
            changed[position] = original == "A" ? "B" : "A"
            #expect(world.sessionStatus(String(changed)) == 404, "position \(position)")
            changed[position] = original
        }
    }

    @Test("the algorithm none opens nothing, however it is spelt", arguments: ["none", "None", "NONE", ""])
    func unsigned(name: String) throws {
        let signer = try secret()
        let header: JSONObject = ["alg": .text(name), "typ": "JWT"]
        let signed = try world.forge(try claims(), signer, header: header)
        let unsigned = signed.split(separator: ".").dropLast().joined(separator: ".")
        for text in [signed, unsigned + ".", unsigned] { #expect(world.sessionStatus(text) == 404) }
    }

    @Test("nobody can take the public key for a secret")
    func confusion() throws {
        try world.changeRealm(["jwt_algo": "rs256"])
        let key = try world.send("GET", "/v1/realms/\(world.realm)").text("jwt_key")
        let signer = try TokenSigner.hs256(secret: Array(key.utf8))
        let claims = try #require(CompactToken(token)).claims
        for algorithm in ["HS256", "RS256"] {
            let header = JSON.object(["alg": .text(algorithm), "typ": "JWT"]).encoded()
            #expect(
                world.sessionStatus(try signer.sign(header: TokenHeader(json: header), claims: claims).reveal()) == 404)
        }
    }

    @Test("the secret signs under its own algorithm only, and extensions are not understood")
    func headers() throws {
        let signer = try secret()
        func status(_ header: JSONObject) throws -> Int {
            world.sessionStatus(try world.forge(try claims(), signer, header: header))
        }
        #expect(try status(["alg": "HS256"]) == 200)
        #expect(try status(["alg": "HS256", "typ": "JWT", "kid": "anything"]) == 200)
        for name in ["RS256", "HS384", "hs256"] { #expect(try status(["alg": .text(name)]) == 404) }
        #expect(try status(["typ": "JWT"]) == 404)
        #expect(try status(["alg": "HS256", "crit": ["exp"]]) == 404)
    }

    @Test("a token ends when it says, though its session goes on")
    func expiry() throws {
        let signer = try secret()
        func status(_ changes: JSONObject) throws -> Int {
            world.sessionStatus(try world.forge(try claims(changes), signer, header: ["alg": "HS256"]))
        }
        let now = Int(Timestamp.now.seconds)
        #expect(try status(["exp": JSON(now + 3600)]) == 200)
        for end: JSON in [JSON(now), JSON(now - 1), 0, nil, "9999999999", true] {
            #expect(try status(["exp": end]) == 404)
        }
        #expect(world.sessionStatus(id) == 200)
    }

    @Test("another realm's key opens nothing, nor does a token of a session that is another's")
    func otherRealms() throws {
        let other = try world.newRealm()
        let key = try world.send("GET", "/v1/realms/\(other)").text("jwt_key")
        let signer = try TokenSigner.hs256(secret: Array(key.utf8))
        #expect(world.sessionStatus(try world.forge(try claims(), signer, header: ["alg": "HS256"])) == 404)
        for key in [world.stranger, world.locked] { #expect(world.sessionStatus(token, key: key) == 404) }
    }

    @Test("a token goes on after a change of algorithm, until its key expires")
    func rotation() throws {
        try world.changeRealm(["session_minutes": 5])
        try world.changeRealm(["jwt_algo": "rs256", "session_minutes": 100])
        #expect(world.sessionStatus(token) == 200)
        let left: [Int64] = try world.column(
            "seconds",
            """
            SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP, expires_at) AS seconds FROM jwt_keys
            WHERE realm_id = \(world.realm.bytes) AND expires_at IS NOT NULL
            """)
        #expect(left.count == 1 && left.allSatisfy { 200...300 ~= $0 })
        let next = try world.newSession(of: try world.newHuman()).text("token")
        #expect(world.sessionStatus(next) == 200)
        try world.execute("UPDATE jwt_keys SET expires_at = UTC_TIMESTAMP WHERE algo = 'hs256'")
        #expect(world.sessionStatus(token) == 404)
        #expect(world.send("DELETE", "/v1/sessions/\(token)").status == 404)
        #expect(world.sessionStatus(id) == 200)
        #expect(world.sessionStatus(next) == 200)
    }
}
