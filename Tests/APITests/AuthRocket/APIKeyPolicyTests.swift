import Credentials
import JSON
import MariaDB
import Testing

@Suite("The API key policy of a realm")
struct APIKeyPolicyTests {
    private let world: World
    private let robot: String

    init() throws {
        world = try World()
        robot = try world.newRobot()
    }

    private func use(_ policy: APIKeyPolicy) throws {
        try world.changeRealm(["api_key_policy": .text(policy.rawValue)])
    }

    private func sealed(_ id: String) throws -> [UInt8]? {
        let id = try stored(id, CredentialID.self)
        let found: [[UInt8]?] = try world.column("api_key", "SELECT api_key FROM credentials WHERE id = \(id)")
        return try #require(found.first)
    }

    /// The key wherever the credential is shown: by itself, in its user, and as its user's shortcut.
    private func shown(_ id: String, key: String? = nil) throws -> [JSON?] {
        let user = world.send("GET", "/v1/users/\(robot)", key: key)
        guard case .array(let embedded)? = user["credentials"], case .object(let first)? = embedded.first else {
            throw WrongType()
        }
        try #require(first["id"] == .text(id))
        return [world.credential(id, key: key)["api_key"], first["api_key"], user["api_key"]]
    }

    @Test("hash shows a key in the answer to the change that made it, and never again")
    func hash() throws {
        let user = world.send("POST", "/v1/users", ["user": ["user_type": "api"]])
        #expect(user["api_key"] != nil)
        #expect(world.send("GET", "/v1/users/\(try user.text("id"))")["api_key"] == nil)
        let id = try world.firstCredential(of: robot)
        #expect(try shown(id) == [nil, nil, nil])
        #expect(world.change(id, ["api_key": "generate"])["api_key"] != nil)
        let shortcut = world.send("PUT", "/v1/users/\(robot)", ["user": ["api_key": "given-by-hand"]])
        #expect(shortcut["api_key"] == "given-by-hand")
        #expect(try shown(id) == [nil, nil, nil])
        #expect(try sealed(id) == nil)
    }

    @Test("encrypt shows a key on every get and in its user, to whoever may get it")
    func encrypt() throws {
        try use(.encrypt)
        let id = try world.firstCredential(of: robot)
        for key in ["given-by-hand", try world.change(id, ["api_key": "generate"]).text("api_key")] {
            #expect(world.change(id, ["api_key": .text(key)])["api_key"] == .text(key))
            #expect(try shown(id) == [.text(key), .text(key), .text(key)])
            #expect(try shown(id, key: world.read) == [.text(key), .text(key), .text(key)])
        }
        let list = world.send("GET", "/v1/users")
        #expect(!list.bodyText.contains("given-by-hand"))
        #expect(!list.bodyText.contains("credentials"))
    }

    @Test("the change from encrypt to hash hides keys at once and for good, and they stay taken")
    func toHash() throws {
        try use(.encrypt)
        let id = try world.firstCredential(of: robot)
        _ = world.change(id, ["api_key": "the-one-key"])
        let bytes = try #require(try sealed(id))
        let keys: [[UInt8]] = try world.column("id", "SELECT id FROM data_keys WHERE purpose = 'api_keys'")
        #expect(keys.contains(Array(bytes[1..<17])))

        try use(.hash)
        #expect(try shown(id) == [nil, nil, nil])
        let left: [[UInt8]] = try world.column("id", "SELECT id FROM data_keys WHERE purpose = 'api_keys'")
        #expect(!left.contains(Array(bytes[1..<17])))
        #expect(left.count == keys.count)

        try use(.encrypt)
        #expect(try shown(id) == [nil, nil, nil])
        // Somebody brings back the bytes from a backup.
        try world.execute("UPDATE credentials SET api_key = \(bytes) WHERE id = \(try stored(id, CredentialID.self))")
        #expect(try shown(id) == [nil, nil, nil])
        #expect(world.newCredential("api_key", of: robot, ["api_key": "the-one-key"]).status == 422)
    }

    @Test("the change from hash to encrypt seals the keys made from then on")
    func toEncrypt() throws {
        let id = try world.firstCredential(of: robot)
        _ = world.change(id, ["api_key": "the-one-key"])
        try use(.encrypt)
        #expect(try shown(id) == [nil, nil, nil])
        let later = world.newCredential("api_key", of: robot, ["api_key": "a-later-key"])
        #expect(world.credential(try later.text("id"))["api_key"] == "a-later-key")
        #expect(world.credential(id)["api_key"] == nil)
    }

    @Test("the policy itself decides what is shown, not only what is left to show")
    func decidesAtReading() throws {
        try use(.encrypt)
        let id = try world.firstCredential(of: robot)
        _ = world.change(id, ["api_key": "the-one-key"])
        for (policy, key) in [("hash", nil), ("encrypt", "the-one-key")] as [(String, JSON?)] {
            try world.execute("UPDATE realms SET api_key_policy = \(policy) WHERE id = \(world.realm.bytes)")
            #expect(try shown(id) == [key, key, key])
        }
    }

    @Test("other changes of a realm destroy nothing")
    func otherChanges() throws {
        try use(.encrypt)
        let id = try world.firstCredential(of: robot)
        _ = world.change(id, ["api_key": "the-one-key"])
        try world.changeRealm(["name": "Renamed"])
        try use(.encrypt)
        #expect(try shown(id) == ["the-one-key", "the-one-key", "the-one-key"])
    }
}
