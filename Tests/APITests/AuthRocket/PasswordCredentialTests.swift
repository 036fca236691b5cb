import Credentials
import JSON
import MariaDB
import Secrets
import Testing

@Suite("Password credentials")
struct PasswordCredentialTests {
    private let world: World
    private let user: String
    private let id: String

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
        id = try world.firstCredential(of: user)
    }

    private func rules(_ rules: JSONObject) throws {
        let answer = world.send("PUT", "/v1/auth_providers/password", ["auth_provider": .object(rules)])
        try #require(answer.status == 200)
    }

    private func isPassword(_ password: String) throws -> Bool {
        let stored = try stored(id, CredentialID.self)
        let hashes: [[UInt8]] = try world.column(
            "password_hash", "SELECT password_hash FROM credentials WHERE id = \(stored)")
        let hash = PasswordHash(phc: String(decoding: try #require(hashes.first), as: UTF8.self))
        return try PasswordHasher(concurrency: 1, waiting: 1).verify(Secret(password), against: hash)
    }

    @Test("it shows nothing but what it is and whose")
    func shape() throws {
        let user = try world.newBareHuman()
        let created = world.newCredential("password", of: user, ["password": "correct horse"])
        #expect(created.status == 201)
        #expect(created.object.names == ["id", "credential_type", "object", "user_id"])
        #expect(try created.text("credential_type") == "password")
        #expect(try created.text("object") == "credential")
        #expect(try created.text("user_id") == user)
        let read = world.credential(try created.text("id"))
        #expect(read.status == 200)
        #expect(read.object == created.object)
        #expect(try world.events(of: user) == ["user.updated", "user.updated", "user.created"])
    }

    @Test("a new one needs a password", arguments: [nil, .null, ""] as [JSON?])
    func blank(password: JSON?) throws {
        var attributes: JSONObject = [:]
        attributes["password"] = password
        let answer = world.newCredential("password", of: try world.newBareHuman(), attributes)
        #expect(answer.status == 422)
        #expect(answer.errors == ["password: Password can't be blank"])
    }

    @Test(
        "a password of the wrong type or with a NUL is not valid",
        arguments: [12_345_678, ["x"], "correct\0horse"] as [JSON])
    func wrongType(password: JSON) throws {
        #expect(world.change(id, ["password": password]).errors == ["password: Password is not valid"])
        let created = world.newCredential("password", of: try world.newBareHuman(), ["password": password])
        #expect(created.errors == ["password: Password is not valid"])
        #expect(try isPassword("correct horse"))
    }

    @Test("a user has one password at most")
    func second() throws {
        let answer = world.newCredential("password", of: user, ["password": "battery staple"])
        #expect(answer.status == 422)
        #expect(answer.errors == ["credential_type: Credential type has already been taken"])
        #expect(try world.changes(of: user) == 0)
    }

    @Test("the realm's rules are named one by one, in their order")
    func rulesOfTheProvider() throws {
        try rules(["min_length": 12, "min_complexity": 3, "required_chars": ["lower", "upper", "number", "special"]])
        #expect(
            world.change(id, ["password": " "]).errors == [
                "password: Password is too short (minimum is 12 characters)",
                "password: Password must include at least one lower case letter",
                "password: Password must include at least one upper case letter",
                "password: Password must include at least one number",
                "password: Password must include at least one special character",
                "password: Password is too simple",
            ])
        #expect(world.change(id, ["password": "Password123!"]).errors == ["password: Password is too simple"])
        #expect(world.change(id, ["password": "tr0mBone-Kettle"]).status == 200)
        #expect(try isPassword("tr0mBone-Kettle"))
    }

    @Test("the user's own name and the realm's are no strong passwords")
    func knownWords() throws {
        let robust = "quixotic-zephyr-main"
        try rules(["min_complexity": 2])
        try world.changeRealm(["name": .text(robust)])
        #expect(world.change(id, ["password": .text(robust)]).errors == ["password: Password is too simple"])
        #expect(world.change(id, ["password": "sally@example.com"]).errors == ["password: Password is too simple"])
        try world.changeRealm(["name": "Main"])
        #expect(world.change(id, ["password": .text(robust)]).status == 200)
    }

    @Test("eight characters are the least where the realm says nothing, counted as code points")
    func shortest() throws {
        let provider = try world.send("GET", "/v1/auth_providers/password").text("id")
        #expect(world.send("DELETE", "/v1/auth_providers/\(provider)").status == 204)
        let tooShort = ["password: Password is too short (minimum is 8 characters)"]
        #expect(world.change(id, ["password": "1234567"]).errors == tooShort)
        #expect(world.change(id, ["password": "ä🔑ä🔑ä🔑ä"]).errors == tooShort)
        #expect(world.change(id, ["password": "ä🔑ä🔑ä🔑ä🔑"]).status == 200)
    }

    @Test("1,024 bytes are the most, and all of them count")
    func longest() throws {
        let longest = String(repeating: "ä", count: 512)
        #expect(
            world.change(id, ["password": .text(longest + "x")]).errors == [
                "password: Password is too long (maximum is 1024 bytes)"
            ])
        #expect(world.change(id, ["password": .text(longest)]).status == 200)
        #expect(try isPassword(longest))
        #expect(try !isPassword(String(longest.dropLast()) + "a"))
    }

    @Test("a confirmation is compared when it is there", arguments: [nil, .null, "battery staple"] as [JSON?])
    func confirmed(confirmation: JSON?) throws {
        var attributes: JSONObject = ["password": "battery staple"]
        attributes["password_confirmation"] = confirmation
        #expect(world.change(id, attributes).status == 200)
        #expect(world.newCredential("password", of: try world.newBareHuman(), attributes).status == 201)
        #expect(try isPassword("battery staple"))
    }

    @Test("a confirmation that differs is refused", arguments: ["", "Battery staple", "battery staple "])
    func unconfirmed(confirmation: String) throws {
        let attributes: JSONObject = ["password": "battery staple", "password_confirmation": .text(confirmation)]
        let refusal = ["password_confirmation: Password confirmation doesn't match"]
        #expect(world.change(id, attributes).errors == refusal)
        #expect(world.newCredential("password", of: try world.newBareHuman(), attributes).errors == refusal)
        #expect(try isPassword("correct horse"))
        #expect(try world.changes(of: user) == 0)
    }

    @Test("an update without a password changes nothing and tells of nothing")
    func unchanged() throws {
        let updates: [JSONObject] = [
            [:], ["password": .null], ["password_confirmation": "x"], ["credential_type": "totp"],
        ]
        for attributes in updates {
            #expect(world.change(id, attributes).status == 200)
        }
        #expect(world.change(id, ["password": ""]).errors == ["password: Password can't be blank"])
        #expect(try isPassword("correct horse"))
        #expect(try world.changes(of: user) == 0)
    }

    @Test("an update replaces the password, with one event")
    func changed() throws {
        let answer = world.change(id, ["password": "battery staple"])
        #expect(answer.status == 200)
        #expect(answer.object.names == ["id", "credential_type", "object", "user_id"])
        #expect(try isPassword("battery staple"))
        #expect(try !isPassword("correct horse"))
        #expect(try world.changes(of: user) == 1)
    }

    @Test("a password has no code to verify")
    func verification() throws {
        let answer = world.verify(id, "123456")
        #expect(answer.status == 422)
        #expect(answer.errors == ["base: Verification failed"])
    }
}
