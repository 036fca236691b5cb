import Credentials
import JSON
import Testing

@Suite("API key credentials")
struct APIKeyCredentialTests {
    private let world: World
    private let robot: String

    init() throws {
        world = try World()
        robot = try world.newRobot()
    }

    private func newKey(_ key: JSON? = nil, of user: String? = nil) -> Answer {
        var attributes: JSONObject = [:]
        attributes["api_key"] = key
        return world.newCredential("api_key", of: user ?? robot, attributes)
    }

    @Test("a blank key and the word generate make one", arguments: [nil, .null, "", "generate"] as [JSON?])
    func generated(given: JSON?) throws {
        let answer = newKey(given)
        #expect(answer.status == 201)
        #expect(answer.object.names == ["id", "api_key", "credential_type", "object", "user_id"])
        let key = try answer.text("api_key")
        #expect(key.utf8.count == 49)
        #expect(APIKeyText.isWellFormed(key))
        #expect(try world.changes(of: robot) == 1)
    }

    @Test("the realm's prefix stands before generated keys only")
    func prefix() throws {
        try world.changeRealm(["api_key_prefix": "acme_live-"])
        let generated = newKey()
        let id = try generated.text("id")
        for key in [try generated.text("api_key"), try world.change(id, ["api_key": "generate"]).text("api_key")] {
            #expect(key.hasPrefix("acme_live-"))
            #expect(key.utf8.count == 59)
            #expect(APIKeyText.isWellFormed(key))
        }
        #expect(try newKey("chosen-by-hand").text("api_key") == "chosen-by-hand")
        #expect(try world.change(id, ["api_key": "chosen-again"]).text("api_key") == "chosen-again")
        let robot = world.send("POST", "/v1/users", ["user": ["user_type": "api"]])
        #expect(try robot.text("api_key").hasPrefix("acme_live-"))
    }

    @Test("a given key is 8 to 255 printable characters")
    func given() throws {
        let printable = String(decoding: 0x21...0x7E, as: UTF8.self)
        for key in ["12345678", printable, String(repeating: "k", count: 255)] {
            #expect(try newKey(.text(key)).text("api_key") == key)
        }
        let refusals: [(JSON, String)] = [
            ("1234567", "Api key is too short (minimum is 8 characters)"),
            (.text(String(repeating: "k", count: 256)), "Api key is too long (maximum is 255 characters)"),
            ("with a space", "Api key is not valid"), ("with\ttabs", "Api key is not valid"),
            ("schlüssel", "Api key is not valid"), ("with\0nuls", "Api key is not valid"),
            ("with\u{7F}del", "Api key is not valid"), (12_345_678, "Api key is not valid"),
        ]
        let id = try newKey().text("id")
        for (key, message) in refusals {
            #expect(newKey(key).errors == ["api_key: \(message)"])
            #expect(world.change(id, ["api_key": key]).errors == ["api_key: \(message)"])
        }
    }

    @Test("no two credentials of a realm have the same key, however it is given")
    func unique() throws {
        let taken = ["api_key: Api key has already been taken"]
        let first = try newKey("the-one-key").text("id")
        let second = try newKey("another-key").text("id")
        #expect(newKey("the-one-key").errors == taken)
        #expect(newKey("the-one-key").status == 422)
        #expect(world.change(second, ["api_key": "the-one-key"]).errors == taken)
        #expect(world.change(first, ["api_key": "the-one-key"]).status == 200)
        #expect(newKey("THE-ONE-KEY").status == 201)
        let user: JSON = ["user": ["user_type": "api", "api_key": "the-one-key"]]
        #expect(world.send("POST", "/v1/users", user).errors == taken)
        #expect(world.send("PUT", "/v1/users/\(try world.newRobot())", user).errors == taken)
    }

    @Test("another realm may have the same key, and a deleted one is free again")
    func free() throws {
        let id = try newKey("the-one-key").text("id")
        let realm = try world.newRealm()
        let user: JSON = ["user": ["user_type": "api", "api_key": "the-one-key", "realm_id": .text(realm)]]
        #expect(try world.send("POST", "/v1/users", user).text("api_key") == "the-one-key")
        #expect(world.send("DELETE", "/v1/credentials/\(id)").status == 204)
        #expect(newKey("the-one-key").status == 201)
    }

    @Test("an update without a key changes nothing and tells of nothing", arguments: [nil, .null, ""] as [JSON?])
    func unchanged(key: JSON?) throws {
        let id = try newKey("the-one-key").text("id")
        var attributes: JSONObject = ["password": "correct horse"]
        attributes["api_key"] = key
        let answer = world.change(id, attributes)
        #expect(answer.status == 200)
        #expect(answer["api_key"] == nil)
        #expect(newKey("the-one-key").status == 422)
        #expect(try world.changes(of: robot) == 1)
    }

    @Test("an update replaces the key, with one event")
    func changed() throws {
        let id = try newKey("the-one-key").text("id")
        #expect(try world.change(id, ["api_key": "another-key"]).text("api_key") == "another-key")
        #expect(try world.changes(of: robot) == 2)
        #expect(newKey("the-one-key").status == 201)
        #expect(newKey("another-key").status == 422)
    }
}
