import Credentials
import JSON
import MariaDB
import Testing

@testable import API

struct SessionHandlersTests {
    let world: World
    let human: String

    init() throws {
        world = try World()
        human = try world.newHuman("sally")
    }

    @Test("a new session comes with a token that names it and ends with it")
    func create() throws {
        let events = try world.eventCount()
        let answer = world.send(
            "POST", "/v1/sessions",
            ["session": ["user_id": .text(human)], "request": ["ip": "192.0.2.7", "client": "MyApp/1.0"]])
        #expect(answer.status == 201)
        let names = [
            "id", "client", "created_at", "expires_at", "ip", "object", "request", "token", "user_id",
        ]
        #expect(answer.object.names == names)
        #expect(try answer.text("id").hasPrefix("kss_"))
        #expect(answer["object"] == "session" && answer["user_id"] == .text(human))
        #expect(answer["request"] == ["ip": "192.0.2.7", "client": "MyApp/1.0"])
        #expect(answer["ip"] == "192.0.2.7" && answer["client"] == "MyApp/1.0")
        let claims = try world.claims(of: try answer.text("token"))
        #expect(claims["tk"] == answer["id"] && claims["exp"] == answer["expires_at"])
        #expect(try claims.integer("exp") - claims.integer("iat") == 360 * 60)
        #expect(try world.eventCount() == events)
        #expect(world.send("GET", "/v1/users/\(human)")["last_login_at"] == .null)
    }

    @Test("a session is found by its id and by its token, with its user as they are")
    func get() throws {
        let created = try world.newSession(of: human)
        let user = world.send("GET", "/v1/users/\(human)").object
        for name in ["id", "token"] {
            let answer = world.send("GET", "/v1/sessions/\(try created.text(name))", key: world.read)
            #expect(answer.status == 200)
            #expect(
                answer.object.names == ["id", "created_at", "expires_at", "object", "request", "user", "user_id"])
            #expect(answer["user"] == .object(user))
            #expect(answer["created_at"] == created["created_at"])
        }
        let expanded = world.send("GET", "/v1/sessions/\(try created.text("id"))?expand=memberships")
        guard case .object(let shown)? = expanded["user"] else { throw WrongType() }
        #expect(shown["memberships"] == [])
    }

    @Test("the token of a session can be had again, with the same claims", arguments: JWTAlgorithm.allCases)
    func expandedToken(algorithm: JWTAlgorithm) throws {
        let created = try world.newSession(of: human)
        let claims = try world.claims(of: try created.text("token"))
        try world.changeRealm(["session_minutes": 1, "jwt_algo": JSON(algorithm)])
        let again = world.send("GET", "/v1/sessions/\(try created.text("id"))?expand=token")
        #expect(try world.claims(of: try again.text("token")) == claims)
        #expect(world.sessionStatus(try again.text("token")) == 200)
    }

    @Test("sessions that have ended, or never were, are not found")
    func ended() throws {
        let (ended, expired) = (try world.newSession(of: human), try world.newSession(of: human))
        let id = try #require(SessionID(try expired.text("id")))
        try world.execute("UPDATE sessions SET expires_at = UTC_TIMESTAMP WHERE id = \(id.bytes)")
        #expect(world.send("DELETE", "/v1/sessions/\(try ended.text("id"))").status == 204)
        for session in [ended, expired] {
            for name in ["id", "token"] {
                #expect(world.sessionStatus(try session.text(name)) == 404)
                #expect(world.send("DELETE", "/v1/sessions/\(try session.text(name))").status == 404)
            }
        }
        #expect(world.sessionStatus("kss_0vfxTiRsMfkywfHnRlV5py") == 404)
        #expect(world.sessionStatus("nothing") == 404)
    }

    @Test("a session is ended with its token, too, and nothing tells of it")
    func deleteByToken() throws {
        let (first, second) = (try world.newSession(of: human), try world.newSession(of: human))
        let events = try world.eventCount()
        let answer = world.send("DELETE", "/v1/sessions/\(try first.text("token"))")
        #expect(answer.status == 204 && answer.body.isEmpty)
        #expect(world.sessionStatus(try first.text("id")) == 404)
        #expect(world.sessionStatus(try second.text("id")) == 200)
        #expect(try world.eventCount() == events)
    }

    @Test("the sessions of a user are listed, oldest first, without those that have ended")
    func list() throws {
        let sessions = try (0..<4).map { _ in try world.newSession(of: human).text("id") }
        _ = try world.newSession(of: try world.newHuman())
        world.send("DELETE", "/v1/sessions/\(sessions[1])")
        let id = try #require(SessionID(sessions[2]))
        try world.execute("UPDATE sessions SET expires_at = UTC_TIMESTAMP WHERE id = \(id.bytes)")
        func listed(_ query: String) throws -> [String] {
            try world.send("GET", "/v1/sessions?user_id=\(human)\(query)", key: world.read).collection.map {
                try $0.text("id")
            }
        }
        #expect(try listed("") == [sessions[0], sessions[3]])
        #expect(try listed("&direction=desc") == [sessions[3], sessions[0]])
        #expect(try listed("&after=\(sessions[0])") == [sessions[3]])
        let first = world.send("GET", "/v1/sessions?user_id=\(human)&max_results=1")
        #expect(first["more_results"] == true)
        #expect(first.collection.map(\.names) == [["id", "created_at", "expires_at", "object", "request", "user_id"]])
    }

    @Test("a list of sessions wants a user whom the caller sees")
    func listedUser() throws {
        let none = world.send("GET", "/v1/sessions")
        #expect(none.status == 422)
        #expect(none.errors == ["user_id: User can't be blank"])
        for user in ["usr_0vfxTiRsMfkywfHnRlV5py", "sally"] {
            #expect(world.send("GET", "/v1/sessions?user_id=\(user)").status == 404)
        }
    }

    @Test("whoever may not log in has no sessions; those they had come back with them", arguments: ["user", "realm"])
    func inactive(who: String) throws {
        func set(_ state: JSON) throws {
            if who == "realm" { return try world.changeRealm(["state": state]) }
            try #require(world.send("PUT", "/v1/users/\(human)", ["user": ["state": state]]).status == 200)
        }
        let session = try world.newSession(of: human)
        try set("inactive")
        let refused = world.send("POST", "/v1/sessions", ["session": ["user_id": .text(human)]])
        #expect(refused.status == 422)
        #expect(refused.errors == ["user_id: User is not active"])
        for name in ["id", "token"] { #expect(world.sessionStatus(try session.text(name)) == 404) }
        #expect(world.send("GET", "/v1/sessions?user_id=\(human)").object == .emptyList)
        try set("active")
        #expect(world.sessionStatus(try session.text("id")) == 200)
    }

    @Test("a session wants a user")
    func creatingFor() throws {
        let refusals: [(JSON, String)] = [
            ([:], "User can't be blank"), (["user_id": nil], "User can't be blank"),
            (["user_id": ""], "User can't be blank"), (["user_id": 5], "User is not valid"),
        ]
        for (body, sentence) in refusals {
            let answer = world.send("POST", "/v1/sessions", ["session": body])
            #expect(answer.errors == ["user_id: \(sentence)"])
        }
        for user in ["usr_0vfxTiRsMfkywfHnRlV5py", "sally"] {
            #expect(world.send("POST", "/v1/sessions", ["session": ["user_id": .text(user)]]).status == 404)
        }
    }

    @Test("API users have no sessions that are kept")
    func apiUsers() throws {
        let robot = try world.newRobot()
        let managed = world.send("POST", "/v1/sessions", ["session": ["user_id": .text(robot)]])
        #expect(managed.errors == ["user_id: User is not valid"])
        try world.changeRealm(["session_type": "unmanaged"])
        #expect(try world.newSession(of: robot)["user_id"] == .text(robot))
    }

    @Test("where sessions are unmanaged they are made, and nothing is kept of them")
    func unmanaged() throws {
        try world.changeRealm(["session_type": "unmanaged"])
        let session = try world.newSession(of: human, ["request": ["ip": "192.0.2.7"]])
        let (id, token) = (try session.text("id"), try session.text("token"))
        #expect(!id.hasPrefix("kss_"))
        #expect(try world.claims(of: token)["tk"] == .text(id))
        #expect(session["ip"] == "192.0.2.7")
        #expect(world.sessionStatus(id) == 404)
        #expect(world.sessionStatus(token) == 404)
        #expect(world.send("GET", "/v1/sessions?user_id=\(human)").collection.isEmpty)
    }

    @Test("sessions go with their user, and with the reset of their realm")
    func cascade() throws {
        let other = try world.newHuman()
        for user in [human, other] {
            _ = try world.newSession(of: user)
            let id = try #require(UserID(user))
            try world.execute("INSERT INTO user_logins VALUES (\(id.bytes), UTC_TIMESTAMP)")
        }
        let empty = try World().fingerprint()
        #expect(world.send("DELETE", "/v1/users/\(other)").status == 204)
        let left: [[UInt8]] = try world.column("user_id", "SELECT user_id FROM sessions")
        #expect(left == [try stored(human, UserID.self)])
        #expect(world.send("POST", "/v1/realms/\(world.realm)/reset").status == 200)
        for table in ["sessions", "user_logins"] { #expect(try world.fingerprint()[table] == empty[table]) }
    }
}
