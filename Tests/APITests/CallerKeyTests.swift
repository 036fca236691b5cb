import Credentials
import JSON
import Store
import Testing

@testable import API

/// The forms in which callers present key and realm (authrocket-v1.md section 1.2).
struct CallerKeyTests {
    let world: World
    let legacy: String

    init() throws {
        world = try World()
        var store = try world.store()
        legacy = try store.newKey(of: world.account, .manage, legacy: true)
    }

    @Test("the current key opens the account, whatever header it comes in")
    func currentKey() {
        #expect(status(["x-authrocket-api-key": world.manage]) == 200)
        #expect(status(["authrocket-api-key": world.manage]) == 200)
        #expect(status(["authorization": "Bearer \(world.manage)"]) == 200)
        #expect(status(["authorization": "bearer  \(world.manage) "]) == 200)
        #expect(status(["authorization": "Basic \(world.manage)"]) == 403)
        #expect(status(["authorization": world.manage]) == 403)
    }

    @Test("a current key may come with its account or with what names none, but not with another")
    func accountOfCurrentKey() {
        let key = ["x-authrocket-api-key": world.manage]
        #expect(status(key.with("x-authrocket-account", world.account.description)) == 200)
        #expect(status(key.with("x-authrocket-account", "")) == 200)
        let other: AccountID = IdentifierGenerator.shared.next()
        #expect(status(key.with("x-authrocket-account", other.description)) == 403)
        #expect(status(key.with("x-authrocket-account", "nonsense")) == 200)
    }

    @Test("a legacy key needs its account beside it")
    func legacyKey() {
        let key = ["x-authrocket-api-key": legacy]
        #expect(legacy.hasPrefix("key_"))
        #expect(status(key.with("x-authrocket-account", world.account.description)) == 200)
        #expect(status(key) == 403)
        let other: AccountID = IdentifierGenerator.shared.next()
        #expect(status(key.with("x-authrocket-account", other.description)) == 403)
    }

    @Test("of several keys the most specific header counts, right or wrong")
    func precedence() {
        let right = world.manage
        #expect(status(["x-authrocket-api-key": right, "authrocket-api-key": "x", "authorization": "Bearer x"]) == 200)
        #expect(status(["x-authrocket-api-key": "x", "authrocket-api-key": right]) == 403)
        #expect(status(["authrocket-api-key": "x", "authorization": "Bearer \(right)"]) == 403)
        #expect(status(["x-authrocket-api-key": "", "authorization": "Bearer \(right)"]) == 200)
    }

    @Test(
        "the realm comes from either header, or from the end of the bearer token",
        arguments: [":", ";", ",", "/", ".", "+", " "])
    func bearerRealm(joint: String) {
        let headers = ["authorization": "Bearer \(world.manage)\(joint)\(world.realm)"]
        #expect(status(headers, "/v1/users") == 200)
    }

    @Test("the realm that is named closest to the object counts")
    func realmPrecedence() throws {
        let other = try world.send("POST", "/v1/realms", ["realm": ["name": "Other"]]).text("id")
        let gone = RealmID(number: 1).description
        let body: JSON = ["user": ["user_type": "api", "realm_id": .text(other)], "realm_id": .text(gone)]
        #expect(try world.send("POST", "/v1/users", body).text("realm_id") == other)
        let beside: JSON = ["user": ["user_type": "api"], "realm_id": .text(other)]
        #expect(try world.send("POST", "/v1/users?realm_id=\(gone)", beside).text("realm_id") == other)
        let rooted: JSON = ["user": ["user_type": "api"]]
        #expect(try world.send("POST", "/v1/users?realm_id=\(other)", rooted).text("realm_id") == other)
        #expect(try world.send("POST", "/v1/users", rooted).text("realm_id") == world.realm.description)
        let locked = world.send("POST", "/v1/users", rooted, key: world.locked, headers: ["x-authrocket-realm": ""])
        #expect(locked.status == 201)
        #expect(try locked.text("realm_id") != world.realm.description)
    }

    @Test("a name in a path is looked up in the realm that the request names, wherever it does")
    func realmOfName() throws {
        let other = try world.send("POST", "/v1/realms", ["realm": ["name": "Other"]]).text("id")
        let id = try world.send(
            "POST", "/v1/users", ["user": ["user_type": "api", "username": "robot", "realm_id": .text(other)]]
        ).text("id")
        #expect(world.send("GET", "/v1/users/robot").status == 404)
        #expect(world.send("GET", "/v1/users/robot?realm_id=\(other)")["id"] == .text(id))
        #expect(world.send("PUT", "/v1/users/robot", ["realm_id": .text(other)])["id"] == .text(id))
        #expect(world.send("PUT", "/v1/users/robot", ["user": ["realm_id": .text(other)]])["id"] == .text(id))
        let rules: JSON = ["auth_provider": ["realm_id": .text(other), "min_length": 9]]
        #expect(world.send("PUT", "/v1/auth_providers/password", rules)["realm_id"] == .text(other))
    }

    @Test("without any realm nothing can be listed or created")
    func noRealm() throws {
        let none = ["x-authrocket-realm": ""]
        #expect(world.send("GET", "/v1/users", headers: none).status == 400)
        #expect(world.send("GET", "/v1/auth_providers", headers: none).status == 400)
        let create = world.send("POST", "/v1/users", ["user": ["user_type": "api"]], headers: none)
        #expect(create.status == 422)
        #expect(create.errors == ["realm_id: Realm can't be blank"])
        #expect(world.send("GET", "/v1/users/sally", headers: none).status == 404)
    }

    @Test(
        "the realm header is not looked at where no realm is needed",
        arguments: ["nonsense", "rl_0000000000000000000001"])
    func staleRealmHeader(header: String) throws {
        let headers = ["x-authrocket-realm": header]
        let user = try world.newRobot()
        #expect(world.send("GET", "/v1/users/\(user)", headers: headers).status == 200)
        let realm = try world.send("POST", "/v1/realms", ["realm": ["name": "New"]], headers: headers).text("id")
        #expect(world.send("DELETE", "/v1/realms/\(realm)", headers: headers).status == 204)
        #expect(world.send("GET", "/v1/users", headers: headers).status == 404)
        #expect(world.send("POST", "/v1/users", ["user": ["user_type": "api"]], headers: headers).status == 404)
    }

    @Test("a realm id of the wrong type is not taken for a missing one")
    func realmOfWrongType() {
        let answer = world.send("POST", "/v1/users", ["user": ["user_type": "api", "realm_id": 5]])
        #expect(answer.errors == ["realm_id: Realm is not valid"])
    }

    private func status(_ headers: [String: String], _ target: String = "/v1/realms") -> Int {
        world.send(Request(method: "GET", target: target, headers: Headers(headers), body: .whole([]), seed: nil))
            .status
    }
}

extension [String: String] {
    fileprivate func with(_ name: String, _ value: String) -> Self {
        merging([name: value]) { $1 }
    }
}
