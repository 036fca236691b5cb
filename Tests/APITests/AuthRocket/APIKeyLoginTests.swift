import Credentials
import Foundation
import JSON
import MariaDB
import Secrets
import Store
import Synchronization
import TestDatabase
import Testing

@testable import API

struct APIKeyLoginTests {
    let world: World
    let robot: String
    let key: String

    init() throws {
        world = try World()
        let user = world.send("POST", "/v1/users", ["user": ["user_type": "api"]])
        robot = try user.text("id")
        key = try user.text("api_key")
    }

    private func logIn(
        _ key: String? = nil, _ query: String = "", _ others: JSONObject = [:], headers: [String: String] = [:]
    ) -> Answer {
        var body = others
        body["api_key"] = .text(key ?? self.key)
        return world.send(
            "POST", "/v1/users/authenticate_key\(query)", .object(body), key: world.write, headers: headers)
    }

    @Test("the right key shows its user, with a token")
    func success() throws {
        let answer = logIn()
        #expect(answer.status == 200)
        var expected = world.send("GET", "/v1/users/\(robot)").object
        expected["token"] = answer["token"]
        #expect(answer.object == expected)
        let claims = try world.claims(of: try answer.text("token"))
        #expect(try claims.text("uid") == robot)
        #expect(try !claims.text("tk").hasPrefix("kss_"))
        #expect(try world.fingerprint()["sessions"] == 0)
    }

    @Test("a login that has to be noted is not answered between the answers of others, one that waits for nothing is")
    func noted() {
        func jobs() -> Int {
            let before = world.jobCount
            #expect(logIn().status == 200)
            return world.jobCount - before
        }
        #expect(jobs() == 2)
        // Keys are remembered for a second only.
        #expect((0..<100).contains { _ in jobs() == 1 })
    }

    @Test("who had to wait for long is looked for again")
    func waited() throws {
        let (before, database) = (world.jobCount, world.database)
        let outcome = Mutex(Result<Int, any Error>.success(0))
        world.crew.interlude.withLock {
            $0 = { number in
                guard number == before + 2 else { return }
                outcome.withLock {
                    $0 = Result {
                        var session = try database.session()
                        return try session.execute("UPDATE users SET state = 'inactive' WHERE user_type = 'api'")
                    }
                }
                Thread.sleep(forTimeInterval: 1.1)
            }
        }
        let answer = logIn()
        #expect(try outcome.withLock { try $0.get() } == 1)
        #expect(answer.status == 401)
    }

    @Test("the user shows with all their keys and memberships, few or many", arguments: [2, 20])
    func belongings(count: Int) throws {
        for number in 0..<count {
            #expect(world.newCredential("api_key", of: robot).status == 201)
            guard number < 3 else { continue }
            let member = world.newMembership(of: robot, in: try world.newOrg("Org \(number)"))
            #expect(member.status == 201)
        }
        let (answer, user) = (logIn(), world.send("GET", "/v1/users/\(robot)"))
        for name in ["credentials", "membership_count"] { #expect(answer[name] == user[name], "\(name)") }
        #expect(answer["membership_count"] == JSON.number(JSONNumber(min(count, 3))))
    }

    @Test("a wrong key, or one of another realm, does not")
    func refused() throws {
        for wrong in [key + "x", String(key.dropLast()), key.uppercased(), "12345678"] {
            let answer = logIn(wrong)
            #expect(answer.status == 401)
            #expect(answer.object == ["error": "Authentication failed"])
        }
        #expect(logIn(headers: ["x-authrocket-realm": try world.newRealm()]).status == 401)
        #expect(try world.events(of: robot) == ["user.created"])
    }

    @Test("nobody who is inactive logs in, nor anybody to a realm that is", arguments: ["user", "realm"])
    func inactive(who: String) throws {
        func set(_ state: JSON) throws {
            if who == "realm" { return try world.changeRealm(["state": state]) }
            try #require(world.send("PUT", "/v1/users/\(robot)", ["user": ["state": state]]).status == 200)
        }
        try set("inactive")
        #expect(logIn().status == 401)
        try set("active")
        #expect(logIn().status == 200)
    }

    @Test("a key that was replaced or deleted is wrong at once")
    func replaced() throws {
        let other = try world.newCredential("api_key", of: robot).text("api_key")
        #expect(logIn().status == 200)
        world.send("PUT", "/v1/users/\(robot)", ["user": ["api_key": "chosen-by-hand"]])
        #expect(logIn().status == 401)
        #expect(logIn("chosen-by-hand").status == 200)
        world.send("DELETE", "/v1/credentials/\(try world.firstCredential(of: robot))")
        #expect(logIn("chosen-by-hand").status == 401)
        #expect(logIn(other).status == 200)
    }

    @Test("a new signing key signs at once, also after logins with the old one")
    func signing() throws {
        for _ in 1...2 {
            let secret = try world.send("POST", "/v1/jwt_keys", ["jwt_key": ["algo": "hs256"]]).text("key")
            for _ in 1...2 {
                let token = try #require(CompactToken(try logIn(key).text("token")))
                #expect(try TokenSigner.hs256(secret: Array(secret.utf8)).signed(token))
            }
        }
    }

    @Test("no key at all is named as what is missing")
    func missing() {
        let bodies: [(JSON, String)] = [
            ([:], "Api key can't be blank"), (["api_key": nil], "Api key can't be blank"),
            (["api_key": " "], "Api key can't be blank"), (["api_key": 12_345_678], "Api key is not valid"),
            (["api_key": "12345678\0"], "Api key is not valid"), (["user": [:]], "Api key can't be blank"),
        ]
        for (body, sentence) in bodies {
            let answer = world.send("POST", "/v1/users/authenticate_key", body)
            #expect(answer.status == 422)
            #expect(answer.errors == ["api_key: \(sentence)"])
        }
    }

    @Test("the realm may be named in the body, in the query, in the header or by the caller's key")
    func realm() throws {
        let realm = JSON(world.realm)
        let elsewhere = ["x-authrocket-realm": try world.newRealm()]
        #expect(logIn(nil, "", ["realm_id": realm], headers: elsewhere).status == 200)
        #expect(logIn(nil, "?realm_id=\(world.realm)", headers: elsewhere).status == 200)
        let rooted: JSON = ["user": ["api_key": .text(key), "realm_id": realm]]
        #expect(world.send("POST", "/v1/users/authenticate_key", rooted, headers: elsewhere).status == 200)
        let nowhere = logIn(headers: ["x-authrocket-realm": ""])
        #expect(nowhere.errors == ["realm_id: Realm can't be blank"])
        let form = world.send("POST", "/v1/users/authenticate_key", form: "api_key=\(key)")
        #expect(form.status == 200)
    }

    @Test("a login is noted once a day; in between a check of a key changes nothing")
    func noting() throws {
        let first = logIn(nil, "", ["request": ["ip": "192.0.2.7"]])
        #expect(first["last_login_at"] != .null)
        #expect(world.send("GET", "/v1/users/\(robot)")["last_login_at"] == first["last_login_at"])
        let listed = try world.send("GET", "/v1/users").collection.first { try $0.text("id") == robot }
        #expect(listed?["last_login_at"] == first["last_login_at"])
        #expect(try world.events(of: robot) == ["user.login.succeeded", "user.created"])
        let event = try #require(world.send("GET", "/v1/events?user_id=\(robot)").collection.first)
        #expect(event["request"] == ["ip": "192.0.2.7"])
        let before = try world.fingerprint()
        for _ in 0..<3 { #expect(logIn()["last_login_at"] == first["last_login_at"]) }
        #expect(try world.fingerprint() == before)
        try world.execute("UPDATE user_logins SET last_login_at = last_login_at - INTERVAL 1 DAY")
        #expect(logIn()["last_login_at"] != first["last_login_at"])
        #expect(try world.events(of: robot).count { $0 == "user.login.succeeded" } == 2)
    }

    @Test("of several first logins at once one is noted")
    func race() throws {
        let request = world.request("POST", "/v1/users/authenticate_key", ["api_key": .text(key)])
        let id = try #require(UserID(robot))
        let statuses = try world.sendAtOnce([request, request, request]) { store in
            let grant: Grant<AuthenticateUser> = try world.grant(&store)
            _ = try store.lockedUser(id, grant)
        }
        #expect(statuses == [200, 200, 200])
        #expect(try world.events(of: robot).count { $0 == "user.login.succeeded" } == 1)
    }

    @Test("the key is shown where the realm's policy shows keys, and memberships where they are asked for")
    func shown() throws {
        #expect(logIn()["api_key"] == nil)
        #expect(logIn()["memberships"] == nil)
        #expect(logIn(nil, "?expand=memberships")["memberships"] == [])
        #expect(logIn(nil, "", ["expand": "memberships"])["memberships"] == [])
        try world.changeRealm(["api_key_policy": "encrypt"])
        let sealed = world.send("POST", "/v1/users", ["user": ["user_type": "api"]])
        #expect(logIn(try sealed.text("api_key"))["api_key"] == sealed["api_key"])
    }
}
