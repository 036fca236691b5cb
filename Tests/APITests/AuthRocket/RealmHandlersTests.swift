import Credentials
import Foundation
import JSON
import MariaDB
import Store
import Testing

@testable import API

struct RealmHandlersTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test("a signing algorithm that changes while a change of it waits gets its key all the same")
    func algorithmChangedMeanwhile() throws {
        let target = "/v1/realms/\(world.realm)"
        #expect(world.send("PUT", target, ["realm": ["jwt_algo": "rs256"]]).status == 200)
        let request = world.request("PUT", target, ["realm": ["jwt_algo": "rs256"]])
        var store = try world.store()
        let caller = Caller(
            key: IdentifierGenerator.shared.next(), account: world.account, permission: .manage, realmLock: nil)
        let grant = try #require(try store.policy(of: world.realm)).grant(ManageRealm.self, to: caller)
        let waiting = Waiting()
        try store.transaction { store in
            let old = try #require(try store.lockedRealm(grant))
            Thread.detachNewThread { [world] in waiting.finish((try? world.sendAtOnce(request, threads: 1)) ?? []) }
            while try world.changesThatWait() == 0 { Thread.sleep(forTimeInterval: 0.01) }
            var changed = old
            changed.jwtAlgorithm = .hs256
            try store.update(changed, from: old, grant)
            try store.insert(try JWTKey.generate(.hs256), for: old.id, outlive: 1)
        }
        #expect(waiting.result() == [200])
        let realm = world.send("GET", target)
        #expect(realm["jwt_algo"] == "rs256")
        #expect(try realm.text("jwt_key").hasPrefix("-----BEGIN PUBLIC KEY-----"))
    }

    @Test("a new realm has the documented defaults")
    func defaults() throws {
        let realm = world.send("POST", "/v1/realms", ["realm": ["name": "New"]])
        #expect(realm.status == 201)
        let expected: JSONObject = [
            "id": .text(try realm.text("id")), "api_key_minutes": 0, "api_key_policy": "hash", "api_key_prefix": nil,
            "custom": [:], "jwt_algo": "hs256", "jwt_fields": [], "jwt_key": .text(try realm.text("jwt_key")),
            "jwt_secret": .text(try realm.text("jwt_key")), "name": "New", "object": "realm", "reference": nil,
            "require_unique_emails": true, "resource_links": [], "session_minutes": 360, "session_type": "managed",
            "state": "active", "username_validation_human": "standard",
        ]
        #expect(realm.object == expected)
        #expect(try realm.text("id").hasPrefix("rl_"))
        let key = try realm.text("jwt_key")
        #expect(key.hasPrefix("jsk_") && key.utf8.count == 47)
        #expect(world.send("GET", "/v1/realms/\(try realm.text("id"))").object == expected)
    }

    @Test("a new realm has exactly its password provider, and no users")
    func contents() throws {
        let realm = try newRealm("New")
        let providers = world.send("GET", "/v1/auth_providers?realm_id=\(realm)").collection
        #expect(providers.count == 1)
        #expect(providers.first?["provider_type"] == "password" && providers.first?["min_length"] == 8)
        #expect(world.send("GET", "/v1/users?realm_id=\(realm)").collection.isEmpty)
    }

    @Test("a realm needs a name", arguments: [[:], ["name": nil], ["name": ""], ["name": "  "]] as [JSON])
    func name(realm: JSON) throws {
        #expect(world.send("POST", "/v1/realms", ["realm": realm]).errors == ["name: Name can't be blank"])
        let update = world.send("PUT", "/v1/realms/\(world.realm)", ["realm": realm])
        #expect(update.errors == (realm == [:] ? [] : ["name: Name can't be blank"]))
    }

    @Test("names need not be unique")
    func equalNames() throws {
        #expect(try newRealm("Twin") != newRealm("Twin"))
    }

    @Test("an update changes what it names and nothing else, and tells of it once")
    func update() throws {
        let target = "/v1/realms/\(world.realm)"
        var expected = world.send("GET", target).object
        let changes: JSONObject = [
            "api_key_minutes": 5, "api_key_policy": "encrypt", "api_key_prefix": "acme-_9", "custom": ["plan": "gold"],
            "jwt_fields": ["memberships", "orgs"], "name": "Renamed", "reference": "r", "require_unique_emails": false,
            "resource_links": [["title": "Home", "url": "https://example.com"]], "session_minutes": 30,
            "session_type": "unmanaged", "state": "inactive", "username_validation_human": "email",
        ]
        for (name, value) in changes {
            expected[name] = value
            #expect(world.send("PUT", target, ["realm": [name: value]]).object == expected, "\(name)")
        }
        #expect(world.send("GET", target).object == expected)
        let events = world.send("GET", "/v1/events?event_type=realm").collection
        #expect(events.count { $0["event_type"] == "realm.updated" } == changes.count)
    }

    @Test("custom data are replaced as a whole, and emptied by null")
    func custom() {
        let target = "/v1/realms/\(world.realm)"
        world.send("PUT", target, ["realm": ["custom": ["a": 1]]])
        #expect(world.send("PUT", target, ["realm": ["custom": ["B": ["x", nil]]]])["custom"] == ["B": ["x", nil]])
        #expect(world.send("PUT", target, ["realm": ["name": "Other"]])["custom"] == ["B": ["x", nil]])
        #expect(world.send("PUT", target, ["realm": ["custom": nil]])["custom"] == [:])
    }

    @Test("the key that signs with HS256 is shown to those who manage the realm only")
    func symmetricKey() {
        let target = "/v1/realms/\(world.realm)"
        #expect(world.send("GET", target)["jwt_key"] != nil)
        for key in [world.read, world.write] {
            let realm = world.send("GET", target, key: key)
            #expect(realm.status == 200)
            #expect(realm["jwt_key"] == nil && realm["jwt_secret"] == nil)
        }
        for realm in world.send("GET", "/v1/realms").collection { #expect(realm["jwt_key"] == nil) }
    }

    @Test("a change of the algorithm shows the new key in the same answer; a public key is for all")
    func asymmetricKey() throws {
        let target = "/v1/realms/\(world.realm)"
        let old = try world.send("GET", target).text("jwt_key")
        let changed = world.send("PUT", target, ["realm": ["jwt_algo": "rs256"]])
        let key = try changed.text("jwt_key")
        #expect(key.hasPrefix("-----BEGIN PUBLIC KEY-----") && key.count > 256)
        #expect(changed["jwt_secret"] == changed["jwt_key"])
        #expect(world.send("GET", target, key: world.read)["jwt_key"] == .text(key))
        #expect(world.send("PUT", target, ["realm": ["jwt_algo": "rs256", "name": "x"]])["jwt_key"] == .text(key))
        let back = try world.send("PUT", target, ["realm": ["jwt_algo": "hs256"]]).text("jwt_key")
        #expect(back.hasPrefix("jsk_") && back != old)
    }

    @Test("a realm may begin with RS256")
    func createdAsymmetric() throws {
        let realm = world.send("POST", "/v1/realms", ["realm": ["name": "New", "jwt_algo": "rs256"]])
        #expect(try realm.text("jwt_key").hasPrefix("-----BEGIN PUBLIC KEY-----"))
        #expect(world.send("GET", "/v1/realms/\(try realm.text("id"))")["jwt_key"] == realm["jwt_key"])
    }

    @Test("login tokens can carry organizations only with memberships, under either name of the attribute")
    func jwtFields() {
        let target = "/v1/realms/\(world.realm)"
        #expect(world.send("PUT", target, ["realm": ["jwt_data": ["custom", "custom"]]])["jwt_fields"] == ["custom"])
        let refused = world.send("PUT", target, ["realm": ["jwt_fields": ["orgs"]]])
        #expect(refused.errors == ["jwt_fields: Jwt fields is not valid"])
        let both: JSON = ["realm": ["jwt_fields": ["orgs", "memberships"], "jwt_data": ["custom"]]]
        #expect(world.send("PUT", target, both)["jwt_fields"] == ["orgs", "memberships"])
    }

    @Test("uniqueness of addresses once given up cannot be had back")
    func uniqueEmails() throws {
        let target = "/v1/realms/\(world.realm)"
        _ = try world.newHuman("sally")
        let twin: JSON = [
            "user": [
                "user_type": "human", "username": "twin", "email": "Sally@example.com", "password": "correct horse",
            ]
        ]
        #expect(world.send("POST", "/v1/users", twin).errors == ["email: Email has already been taken"])
        #expect(world.send("PUT", target, ["realm": ["require_unique_emails": true]]).status == 200)
        #expect(world.send("PUT", target, ["realm": ["require_unique_emails": false]]).status == 200)
        #expect(world.send("POST", "/v1/users", twin).status == 201)
        let back = world.send("PUT", target, ["realm": ["require_unique_emails": true]])
        #expect(back.errors == ["require_unique_emails: Require unique emails can't be turned on again"])
        #expect(world.send("GET", target)["require_unique_emails"] == false)
    }

    @Test("a prefix has at most 32 letters, digits, dashes and underscores", arguments: ["acme ", "ac.me", "é", "a/b"])
    func prefix(bad: String) throws {
        let target = "/v1/realms/\(world.realm)"
        let refused = world.send("PUT", target, ["realm": ["api_key_prefix": .text(bad)]])
        #expect(refused.errors == ["api_key_prefix: Api key prefix is not valid"])
        let longest = String(repeating: "Az9-_", count: 6) + "xy"
        #expect(world.send("PUT", target, ["realm": ["api_key_prefix": .text(longest)]]).status == 200)
        let robot = world.send("POST", "/v1/users", ["user": ["user_type": "api"]])
        #expect(try robot.text("api_key").hasPrefix(longest))
        #expect(world.send("PUT", target, ["realm": ["api_key_prefix": ""]])["api_key_prefix"] == .null)
    }

    @Test("a reset deletes the users and keeps the rest")
    func reset() throws {
        let target = "/v1/realms/\(world.realm)"
        let before = world.send("GET", target).object
        let provider = try world.newProvider("totp")
        let user = try world.newHuman()
        let device = try world.newCredential("totp", of: user, ["name": "Phone"]).text("id")
        #expect(world.send("POST", "\(target)/reset", ["request": ["ip": "192.0.2.1"]]).object == before)
        #expect(world.send("GET", "/v1/users").collection.isEmpty)
        #expect(world.send("GET", "/v1/users/\(user)").status == 404)
        #expect(world.send("GET", "/v1/credentials/\(device)").status == 404)
        #expect(world.send("GET", "/v1/auth_providers/\(provider)").status == 200)
        let event = try #require(world.send("GET", "/v1/events").collection.first)
        #expect(event["event_type"] == "realm.updated" && event["request"] == ["ip": "192.0.2.1"])
    }

    @Test("a deleted realm is gone with all that was in it")
    func deletion() throws {
        let realm = try newRealm("Doomed")
        let here = ["x-authrocket-realm": realm]
        let robot = world.send("POST", "/v1/users", ["user": ["user_type": "api"]], headers: here)
        let provider = try world.send("GET", "/v1/auth_providers/password", headers: here).text("id")
        let event = try #require(world.send("GET", "/v1/events", headers: here).collection.first).text("id")
        #expect(world.send("DELETE", "/v1/realms/\(realm)", headers: here).status == 204)
        let paths = [
            "realms/\(realm)", "users/\(try robot.text("id"))", "credentials/\(try robot.credentialID)",
            "auth_providers/\(provider)", "events/\(event)",
        ]
        for path in paths { #expect(world.send("GET", "/v1/\(path)").status == 404, "\(path)") }
        for path in ["users", "auth_providers", "events"] {
            #expect(world.send("GET", "/v1/\(path)", headers: here).status == 404, "\(path)")
        }
        #expect(try !world.send("GET", "/v1/realms").collection.map { try $0.text("id") }.contains(realm))
        #expect(try !world.send("GET", "/v1/events").collection.contains { try $0.text("id") == event })
        // However many there were, the caller does not wait until they have gone.
        let users: [Int] = try world.column("number", "SELECT COUNT(*) AS number FROM users")
        #expect(users == [1])
    }

    @Test("a second deletion is answered like the first, but tells of nothing; all else does not find the realm")
    func tombstone() throws {
        let realm = try newRealm("Doomed")
        let target = "/v1/realms/\(realm)"
        #expect(world.send("DELETE", target).status == 204)
        let before = try world.fingerprint()
        #expect(world.send("DELETE", target, headers: ["x-authrocket-realm": realm]).status == 204)
        #expect(world.send("DELETE", target, key: world.stranger).status == 404)
        #expect(world.send("DELETE", target, key: world.locked).status == 404)
        #expect(world.send("DELETE", target, key: world.write).status == 403)
        #expect(world.send("PUT", target, ["realm": ["name": "x"]]).status == 404)
        #expect(world.send("POST", "\(target)/reset").status == 404)
        #expect(world.send("DELETE", "/v1/realms/\(RealmID(number: 7))").status == 404)
        #expect(try world.fingerprint() == before)
    }

    @Test("a realm can be asked for by its state")
    func state() {
        let target = "/v1/realms/\(world.realm)"
        #expect(world.send("GET", "\(target)?state=active").status == 200)
        #expect(world.send("GET", "\(target)?state=inactive").status == 404)
        world.send("PUT", target, ["realm": ["state": "inactive"]])
        #expect(world.send("GET", "\(target)?state=active").status == 404)
        #expect(world.send("GET", "\(target)?state=inactive").status == 200)
        #expect(world.send("GET", "\(target)?state=nonsense").errors == ["state: State is not valid"])
    }

    @Test("realms are listed in the order of their names, and filtered by state and reference")
    func list() throws {
        for (name, state) in [("b", "active"), ("a", "inactive"), ("Z", "active")] {
            let realm: JSON = ["name": .text(name), "state": .text(state), "reference": .text("ref-\(name)")]
            world.send("POST", "/v1/realms", ["realm": realm])
        }
        func names(_ query: String) throws -> [String] {
            try world.send("GET", "/v1/realms\(query)").collection.map { try $0.text("name") }
        }
        #expect(try names("") == ["Locked", "Main", "Z", "a", "b"])
        #expect(try names("?sort=nonsense&direction=sideways") == ["Locked", "Main", "Z", "a", "b"])
        #expect(try names("?direction=desc") == ["b", "a", "Z", "Main", "Locked"])
        #expect(try names("?sort=id") == ["Main", "Locked", "b", "a", "Z"])
        #expect(try names("?state=inactive") == ["a"])
        #expect(try names("?reference=ref-b") == ["b"])
        #expect(try names("?reference=REF-B") == [])
        #expect(world.send("GET", "/v1/realms?state=x").status == 422)
    }

    @Test("listed realms show custom data only when asked")
    func listedCustom() {
        #expect(world.send("GET", "/v1/realms").collection.allSatisfy { $0["custom"] == nil })
        #expect(world.send("GET", "/v1/realms?expand=custom").collection.allSatisfy { $0["custom"] == [:] })
    }

    @Test("each change of a realm is told once, with what the app said")
    func events() throws {
        let note: JSON = ["ip": "192.0.2.7"]
        let created = world.send("POST", "/v1/realms", ["realm": ["name": "New"], "request": note])
        let target = "/v1/realms/\(try created.text("id"))"
        world.send("PUT", target, ["realm": ["name": "Other"], "request": note])
        let here = ["x-authrocket-realm": try created.text("id")]
        let events = world.send("GET", "/v1/events", headers: here).collection
        #expect(events.map { $0["event_type"] } == ["realm.updated", "realm.created"])
        #expect(events.allSatisfy { $0["request"] == note && $0["realm_id"] == created["id"] })
        world.send("DELETE", target, ["request": note])
        let last = world.send("GET", "/v1/events?event_type=realm.deleted", headers: ["x-authrocket-realm": ""])
            .collection
        #expect(last.count == 1)
        #expect(last.first?["realm_id"] == created["id"] && last.first?["request"] == note)
    }

    private func newRealm(_ name: String) throws -> String {
        try world.send("POST", "/v1/realms", ["realm": ["name": .text(name)]]).text("id")
    }
}

extension World {
    /// How many changes of a realm wait for another one to end.
    fileprivate func changesThatWait() throws -> Int {
        let counts: [Int] = try column(
            "count",
            """
            SELECT COUNT(*) AS count FROM information_schema.processlist
            WHERE db = DATABASE() AND info LIKE 'SELECT id, account_id%FROM realms%FOR UPDATE'
            """)
        return counts.first ?? 0
    }
}
