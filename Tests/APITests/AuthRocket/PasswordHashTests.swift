import Credentials
import JSON
import MariaDB
import Secrets
import Testing

@Suite("Password hashes that apps bring")
struct PasswordHashTests {
    private let world: World
    private let user: String
    private let id: String

    /// Of `correct horse`, by passlib: `pbkdf2_sha256.using(rounds=1000)`.
    private static let hash =
        "$pbkdf2-sha256$1000$G6O0du5da80ZA4CQsjZmTA$jUzx.J1JJ2bd6GBbauEo3OcnKPjhBQTuraFaCi8ETxY"
    private static let given: JSONObject = ["password_hash": .text(hash)]
    private static let newcomer: JSONObject = ["user_type": "human", "username": "new", "email": "new@example.com"]

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
        id = try world.firstCredential(of: user)
        try #require(world.change(id, ["password": "another horse"]).status == 200)
    }

    private func isStored(of credential: String) throws -> Bool {
        let stored = try stored(credential, CredentialID.self)
        let hashes: [[UInt8]] = try world.column(
            "password_hash", "SELECT password_hash FROM credentials WHERE id = \(stored)")
        return hashes == [Array(Self.hash.utf8)]
    }

    @Test("a new user may come with the hash of a password")
    func newUser() throws {
        let answer = world.send("POST", "/v1/users", ["user": .object(Self.newcomer.merging(Self.given))])
        #expect(answer.status == 201)
        #expect(answer["password_hash"] == nil)
        let credential = try world.credentials(of: try answer.text("id"))
        #expect(credential.map(\.names) == [["id", "credential_type", "object"]])
        #expect(try isStored(of: try answer.credentialID))
    }

    @Test("a user's password may be replaced by the hash of one, with one event")
    func changedUser() throws {
        let changes = try world.changes(of: user)
        #expect(world.send("PUT", "/v1/users/\(user)", ["user": .object(Self.given)]).status == 200)
        #expect(try isStored(of: id))
        #expect(try world.changes(of: user) == changes + 1)
    }

    @Test("a password credential may come with a hash, or get one, with one event each")
    func credentials() throws {
        let changes = try world.changes(of: user)
        let answer = world.change(id, Self.given)
        #expect(answer.status == 200)
        #expect(answer.object.names == ["id", "credential_type", "object", "user_id"])
        #expect(try isStored(of: id))
        #expect(try world.changes(of: user) == changes + 1)
        let created = world.newCredential("password", of: try world.newBareHuman(), Self.given)
        #expect(created.status == 201)
        #expect(created.object.names == ["id", "credential_type", "object", "user_id"])
        #expect(try isStored(of: try created.text("id")))
    }

    @Test("a form may bring it")
    func form() throws {
        let hash = Self.hash.replacing("$", with: "%24")
        #expect(world.send("PUT", "/v1/users/\(user)", form: "user[password_hash]=\(hash)").status == 200)
        #expect(try isStored(of: id))
    }

    @Test("the realm's rules for passwords do not apply to hashes")
    func rules() throws {
        let rules: JSON = ["auth_provider": ["min_length": 100, "min_complexity": 4]]
        try #require(world.send("PUT", "/v1/auth_providers/password", rules).status == 200)
        #expect(world.change(id, Self.given).status == 200)
        #expect(world.change(id, Self.given.merging(["password_confirmation": "x"])).status == 200)
    }

    @Test("only a key that may manage sets one, whatever else is wrong", arguments: [hash, "nonsense", ""])
    func permission(hash: String) throws {
        let bare = try world.newBareHuman()
        let before = try world.fingerprint()
        let given: JSON = ["password_hash": .text(hash)]
        let credential: JSON = [
            "user_id": .text(bare), "credential_type": "password", "password_hash": .text(hash),
        ]
        let requests: [(String, String, JSON)] = [
            ("POST", "/v1/users", .object(Self.newcomer.merging(["password_hash": .text(hash)]))),
            ("POST", "/v1/users", ["user": given]), ("PUT", "/v1/users/\(user)", ["user": given]),
            ("PUT", "/v1/users/\(user)", given), ("POST", "/v1/credentials", ["credential": credential]),
            ("PUT", "/v1/credentials/\(id)", ["credential": given]),
        ]
        for (method, path, body) in requests {
            let answer = world.send(method, path, body, key: world.write)
            #expect(answer.status == 403, "\(method) \(path)")
            #expect(answer.object == ["error": "Access denied"])
        }
        #expect(try world.fingerprint() == before)
    }

    @Test("a null is no hash, and needs no leave")
    func null() throws {
        let body: JSON = ["user": ["password_hash": .null, "first_name": "Sally"]]
        #expect(world.send("PUT", "/v1/users/\(user)", body, key: world.write).status == 200)
        let attributes: JSONObject = ["password_hash": .null]
        let answer = world.send("POST", "/v1/users", .object(Self.newcomer.merging(attributes)), key: world.write)
        #expect(answer.errors == ["password: Password can't be blank"])
    }

    @Test("a hash beside a password is refused, whether it is valid or not", arguments: [hash, "nonsense", ""])
    func both(hash: String) throws {
        let attributes: JSONObject = ["password": "battery staple", "password_hash": .text(hash)]
        let refusal = ["password_hash: Password hash can't be given together with a password"]
        let before = try world.fingerprint()
        #expect(world.change(id, attributes).errors == refusal)
        #expect(world.send("PUT", "/v1/users/\(user)", .object(attributes)).errors == refusal)
        #expect(world.send("POST", "/v1/users", .object(Self.newcomer.merging(attributes))).errors == refusal)
        #expect(try world.fingerprint() == before)
    }

    @Test(
        "what is no supported hash, or costs too much, is not valid",
        arguments: [
            "nonsense", "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
            "$2b$15$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        ])
    func unsupported(hash: String) throws {
        let attributes: JSONObject = ["password_hash": .text(hash)]
        let refusal = ["password_hash: Password hash is not valid"]
        #expect(world.change(id, attributes).errors == refusal)
        #expect(world.newCredential("password", of: try world.newBareHuman(), attributes).errors == refusal)
        #expect(world.send("PUT", "/v1/users/\(user)", .object(attributes)).errors == refusal)
        #expect(world.send("POST", "/v1/users", .object(Self.newcomer.merging(attributes))).errors == refusal)
    }

    @Test("an API user has no password, and so no hash of one")
    func robot() throws {
        let refusal = ["password_hash: Password hash is not valid"]
        let created = world.send("POST", "/v1/users", .object(Self.given.merging(["user_type": "api"])))
        #expect(created.errors == refusal)
        let robot = try world.newRobot()
        #expect(world.send("PUT", "/v1/users/\(robot)", .object(Self.given)).errors == refusal)
    }
}

extension JSONObject {
    fileprivate func merging(_ other: JSONObject) -> JSONObject {
        var merged = self
        for (name, value) in other { merged[name] = value }
        return merged
    }
}
