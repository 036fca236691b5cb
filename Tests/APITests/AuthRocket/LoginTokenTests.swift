import Credentials
import JSON
import MariaDB
import Secrets
import Store
import Testing

@testable import API

struct LoginTokenTests {
    let world: World
    let human: String
    let robot: String
    private let now = Timestamp(microseconds: 1_800_000_000_999_999)

    init() throws {
        world = try World()
        human = try world.newHuman("sally")
        robot = try world.newRobot()
    }

    @Test("a login token names its user, and lives as long as the realm says", arguments: JWTAlgorithm.allCases)
    func claims(algorithm: JWTAlgorithm) throws {
        try world.changeRealm(["jwt_algo": JSON(algorithm), "session_minutes": 10])
        let claims = try world.claims(of: try world.issueToken(for: human, at: now))
        #expect(try claims.integer("iat") == 1_800_000_000)
        #expect(try claims.integer("exp") == 1_800_000_600)
        #expect(try claims.text("uid") == human)
        #expect(try claims.text("un") == "sally")
        #expect(try claims.text("n") == "sally")
        #expect(try claims.text("aud") == world.realm.description)
        #expect(claims["cs"] == nil && claims["m"] == nil)
    }

    @Test("a human user's login is kept as a session")
    func managed() throws {
        let token = try world.issueToken(for: human, at: now, request: ["ip": "192.0.2.1"])
        let id = try #require(SessionID(try world.claims(of: token).text("tk")))
        let requests: [String] = try world.column("request", "SELECT request FROM sessions WHERE id = \(id.bytes)")
        #expect(requests == [#"{"ip":"192.0.2.1"}"#])
        let expiry: [DateTime] = try world.column("expires_at", "SELECT expires_at FROM sessions")
        #expect(expiry.map(\.microsecondsSinceEpoch) == [1_800_021_600_000_000])
    }

    @Test("nothing is kept for API users, and where sessions are unmanaged for nobody")
    func unmanaged() throws {
        let ofKey = try world.claims(of: try world.issueToken(for: robot, by: .apiKey, at: now))
        try world.changeRealm(["session_type": "unmanaged"])
        let ofHuman = try world.claims(of: try world.issueToken(for: human, at: now))
        for claims in [ofKey, ofHuman] {
            #expect(try claims.text("tk").utf8.count == 22)
            #expect(try !claims.text("tk").hasPrefix("kss_"))
        }
        #expect(try ofKey.text("tk") != ofHuman.text("tk"))
        #expect(try world.fingerprint()["sessions"] == 0)
    }

    @Test("a token for an API key lives as long as the realm says for those, by default ten years")
    func apiKeys() throws {
        let forGood = try world.claims(of: try world.issueToken(for: robot, by: .apiKey, at: now))
        #expect(try forGood.integer("exp") == 1_800_000_000 + 3650 * 86_400)
        try world.changeRealm(["api_key_minutes": 5])
        let short = try world.claims(of: try world.issueToken(for: robot, by: .apiKey, at: now))
        #expect(try short.integer("exp") == 1_800_000_300)
    }

    @Test("custom attributes and memberships are there when the realm wants them")
    func fields() throws {
        world.send("PUT", "/v1/users/\(human)", ["user": ["custom": ["plan": "gold"]]])
        try world.changeRealm(["jwt_fields": ["custom", "memberships"]])
        let claims = try world.claims(of: try world.issueToken(for: human))
        #expect(claims["cs"] == ["plan": "gold"])
        #expect(claims["m"] == [])
    }

    @Test("a change of algorithm holds for the next token, also of a login that began before it")
    func algorithm() throws {
        var store = try world.store()
        let grant: Grant<AuthenticateUser> = try world.grant(&store)
        let id = try #require(UserID(human))
        let user = try #require(try store.user(id, grant))
        try world.changeRealm(["jwt_algo": "rs256"])
        let token = try issueLoginToken(for: user, by: .password, request: [:], grant, at: now, &store)
        _ = try world.claims(of: token.reveal())
    }
}
