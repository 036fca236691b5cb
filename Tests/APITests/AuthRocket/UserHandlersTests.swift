import Credentials
import JSON
import Testing

@testable import API

struct UserHandlersTests {
    private static let sally: JSONObject = [
        "user_type": "human", "username": "Sally", "email": "Sally@Example.com", "password": "correct horse",
    ]

    let world: World

    init() throws {
        world = try World()
    }

    @Test("a human user is shown with all that belongs to one, names and addresses in lower case")
    func human() throws {
        let created = create([
            "first_name": "Sally", "last_name": "O'Hara", "reference": 17, "custom": ["Plan": "gold"],
        ])
        #expect(created.status == 201)
        let id = try created.text("id")
        let expected: JSONObject = [
            "id": .text(id), "created_at": created["created_at"] ?? nil,
            "credentials": [
                ["id": .text(try created.credentialID), "credential_type": "password", "object": "credential"]
            ],
            "custom": ["Plan": "gold"], "email": "sally@example.com", "email_verification": "none",
            "first_name": "Sally", "last_login_at": nil, "last_name": "O'Hara", "membership_count": 0,
            "name": "Sally O'Hara", "object": "user", "realm_id": .text(world.realm.description), "reference": "17",
            "state": "active", "user_type": "human", "username": "sally",
        ]
        #expect(created.object == expected)
        for target in [id, "sally", "SALLY"] { #expect(world.send("GET", "/v1/users/\(target)").object == expected) }
        #expect(created.object["created_at"]?.plain.wholeMatch(of: /\d{10}\.\d{3}/) != nil)
    }

    @Test("an API user needs nothing but the type, and gets a name and a key")
    func robot() throws {
        let created = world.send("POST", "/v1/users", ["user": ["user_type": "api"]])
        #expect(created.status == 201)
        #expect(
            created.object.names == [
                "id", "api_key", "created_at", "credentials", "custom", "email", "last_login_at", "membership_count",
                "name",
                "object", "realm_id", "reference", "state", "user_type", "username",
            ])
        #expect(created["email"] == .null && created["name"] == created["username"])
        #expect(try APIKeyText.isWellFormed(created.text("api_key")))
        let read = world.send("GET", "/v1/users/\(try created.text("id"))")
        #expect(read["api_key"] == nil && read["username"] == created["username"])
        let named = world.send("POST", "/v1/users", ["user": ["user_type": "api", "name": "Backup", "username": "B"]])
        #expect(named["name"] == "Backup" && named["username"] == "b")
    }

    @Test("a human user needs type, name, address and password")
    func required() {
        let all = world.send("POST", "/v1/users", ["user": ["user_type": "human"]])
        #expect(
            all.errors == [
                "username: Username can't be blank", "email: Email can't be blank", "password: Password can't be blank",
            ])
        for (name, title) in [("username", "Username"), ("email", "Email"), ("password", "Password")] {
            for value in [nil, ""] as [JSON] {
                #expect(create([name: value]).errors == ["\(name): \(title) can't be blank"])
            }
        }
    }

    @Test("a username is unique in its realm, whatever its case")
    func uniqueUsername() throws {
        #expect(create([:]).status == 201)
        #expect(
            create(["username": "sALLY", "email": "x@example.com"]).errors == [
                "username: Username has already been taken"
            ])
        let other = try world.send("POST", "/v1/realms", ["realm": ["name": "Other"]]).text("id")
        #expect(create(["realm_id": .text(other)]).status == 201)
        let robot = try world.newRobot()
        let taken = world.send("PUT", "/v1/users/\(robot)", ["user": ["username": "sally"]])
        #expect(taken.errors == ["username: Username has already been taken"])
    }

    @Test(
        "some usernames could be taken for something else",
        arguments: ["authenticate_key", "--", "-", "AUTHENTICATE_KEY"])
    func reserved(name: String) {
        #expect(create(["username": .text(name)]).errors == ["username: Username is reserved"])
    }

    @Test("some usernames are refused", arguments: ["usr_x", "USR_x", "a\u{7}b", "a\nb", "a\u{85}"])
    func badUsername(name: String) {
        #expect(create(["username": .text(name)]).errors == ["username: Username is not valid"])
    }

    @Test(
        "any other username may be used, and addresses its user in a path",
        arguments: [
            ("a b", "a%20b"), ("a b", "a+b"), ("a+b", "a%2Bb"), ("a+b", "a+b"), ("x@y.z", "x%40y.z"),
            ("x@y.z", "x@y.z"),
            ("100%", "100%25"), ("a/b", "a%2Fb"), ("é.json", "%C3%A9.json"), ("?#&", "%3F%23%26"), ("..", "%2E%2E"),
            ("İ", "%C4%B0"), ("users", "users"), ("rl_", "rl_"),
        ])
    func paths(name: String, segment: String) throws {
        let id = create(["username": .text(name)])["id"]
        #expect(id != nil)
        #expect(world.send("GET", "/v1/users/\(segment)")["id"] == id)
        #expect(world.send("PUT", "/v1/users/\(segment)", ["user": [:]])["id"] == id)
        #expect(world.send("DELETE", "/v1/users/\(segment)").status == 204)
    }

    @Test("a plus sign is itself before it is a space")
    func plus() throws {
        let plus = create(["username": "a+b"])
        let space = create(["username": "a b", "email": "x@example.com"])
        #expect(world.send("GET", "/v1/users/a+b")["id"] == plus["id"])
        #expect(world.send("GET", "/v1/users/a%20b")["id"] == space["id"])
    }

    @Test("a realm may demand addresses for names; then the name may come from the address")
    func usernameValidation() throws {
        world.send("PUT", "/v1/realms/\(world.realm)", ["realm": ["username_validation_human": "email"]])
        #expect(create([:]).errors == ["username: Username is not valid"])
        #expect(create(["username": "Other@example.com"])["username"] == "other@example.com")
        for (name, email) in [("", "a@x.y"), (nil, "b@x.y")] as [(JSON, JSON)] {
            #expect(create(["username": name, "email": email])["username"] == email)
        }
        let absent: JSON = ["user": ["user_type": "human", "email": "c@x.y", "password": "correct horse"]]
        #expect(world.send("POST", "/v1/users", absent)["username"] == "c@x.y")
        #expect(world.send("POST", "/v1/users", ["user": ["user_type": "api", "username": "robot"]]).status == 201)
        let neither = create(["username": nil, "email": nil])
        #expect(neither.errors == ["email: Email can't be blank"])
    }

    @Test(
        "an address must be plausible, and unique where the realm says so",
        arguments: ["x", "x@", "@y", "a b@c.d", "a@b@c"])
    func email(bad: String) throws {
        #expect(create(["email": .text(bad)]).errors == ["email: Email is not valid"])
        #expect(create([:]).status == 201)
        #expect(create(["username": "b"]).errors == ["email: Email has already been taken"])
        let robots = (0..<2).map { _ in world.send("POST", "/v1/users", ["user": ["user_type": "api", "email": ""]]) }
        #expect(robots.allSatisfy { $0.status == 201 && $0["email"] == .null })
    }

    @Test("an update changes what it names and nothing else")
    func update() throws {
        let target = "/v1/users/\(try create([:]).text("id"))"
        var expected = world.send("GET", target).object
        let changes: JSONObject = [
            "custom": ["a": [1, true]], "email_verification": "verified", "reference": "r", "state": "inactive",
            "username": "other",
        ]
        for (name, value) in changes {
            expected[name] = value
            if name == "username" { expected["name"] = value }
            #expect(world.send("PUT", target, ["user": [name: value]]).object == expected, "\(name)")
        }
        expected["first_name"] = "Ann"
        expected["name"] = "Ann"
        #expect(world.send("PUT", target, ["user": ["first_name": "Ann", "user_type": "api"]]).object == expected)
        #expect(world.send("PUT", target, ["user": ["first_name": nil, "last_name": "Lee"]])["name"] == "Lee")
        #expect(world.send("PUT", target, ["user": ["reference": nil]])["reference"] == .null)
        #expect(world.send("PUT", target, ["user": ["custom": ["b": 1]]])["custom"] == ["b": 1])
        #expect(world.send("PUT", target, ["user": ["username": ""]]).errors == ["username: Username can't be blank"])
    }

    @Test("a changed address has not been verified")
    func emailVerification() throws {
        let target = "/v1/users/\(try create([:]).text("id"))"
        world.send("PUT", target, ["user": ["email_verification": "verified"]])
        let same = world.send("PUT", target, ["user": ["email": "SALLY@example.com"]])
        #expect(same["email_verification"] == "verified")
        #expect(world.send("PUT", target, ["user": ["email": "x@example.com"]])["email_verification"] == "none")
        let both = world.send("PUT", target, ["user": ["email": "y@example.com", "email_verification": "verified"]])
        #expect(both["email_verification"] == "verified")
    }

    @Test("a password given to a user replaces the credential, or makes one")
    func password() throws {
        let created = create([:])
        let (id, credential) = (try created.text("id"), try created.credentialID)
        let before = try world.fingerprint()["credentials"]
        let changed = world.send("PUT", "/v1/users/\(id)", ["user": ["password": "battery staple"]])
        #expect(changed.status == 200)
        #expect(try changed.credentialID == credential)
        #expect(try world.fingerprint()["credentials"] != before)
        world.send("DELETE", "/v1/credentials/\(credential)")
        let again = world.send("PUT", "/v1/users/\(id)", ["user": ["password": "battery staple"]])
        #expect(try again.credentialID != credential)
        #expect(!again.bodyText.contains("battery"))
        #expect(try world.events(of: id).count == 4)
    }

    @Test("a confirmation is compared only when there is one")
    func confirmation() throws {
        let user = try create([:]).text("id")
        func errors(_ attributes: JSON) -> [String] {
            world.send("PUT", "/v1/users/\(user)", ["user": attributes]).errors
        }
        let mismatch = ["password_confirmation: Password confirmation doesn't match"]
        #expect(errors(["password": "battery staple", "password_confirmation": "Battery staple"]) == mismatch)
        #expect(errors(["password": "battery staple", "password_confirmation": ""]) == mismatch)
        #expect(errors(["password": "battery staple", "password_confirmation": nil]) == [])
        #expect(errors(["password": "battery staple", "password_confirmation": "battery staple"]) == [])
        #expect(errors(["password_confirmation": "x"]) == [])
        #expect(
            errors(["password": "battery staple", "password_confirmation": 5])
                == ["password_confirmation: Password confirmation is not valid"])
        #expect(errors(["password": nil]) == [])
    }

    @Test("an API key given to a user replaces the first credential, and is shown once")
    func apiKey() throws {
        let created = world.send("POST", "/v1/users", ["user": ["user_type": "api", "api_key": "my-own-secret"]])
        #expect(created["api_key"] == "my-own-secret")
        let (id, first) = (try created.text("id"), try created.credentialID)
        world.newCredential("api_key", of: id)
        let changed = world.send("PUT", "/v1/users/\(id)", ["user": ["api_key": "generate"]])
        let key = try changed.text("api_key")
        #expect(APIKeyText.isWellFormed(key))
        #expect(try changed.credentialID == first)
        #expect(changed.bodyText.components(of: key) == 2)
        #expect(world.send("PUT", "/v1/users/\(id)", ["user": ["api_key": ""]])["api_key"] == nil)
        #expect(world.send("GET", "/v1/users/\(id)")["api_key"] == nil)
        let other = world.send("POST", "/v1/users", ["user": ["user_type": "api", "api_key": .text(key)]])
        #expect(other.errors == ["api_key: Api key has already been taken"])
    }

    @Test("where the realm keeps API keys readable, every get shows the first, and no list does")
    func readableKey() throws {
        world.send("PUT", "/v1/realms/\(world.realm)", ["realm": ["api_key_policy": "encrypt"]])
        let created = world.send("POST", "/v1/users", ["user": ["user_type": "api"]])
        let key = try created.text("api_key")
        let read = world.send("GET", "/v1/users/\(try created.text("id"))", key: world.read)
        #expect(read.object == created.object)
        #expect(read.bodyText.components(of: key) == 2)
        #expect(!world.send("GET", "/v1/users?expand=credentials").bodyText.contains(key))
        world.send("PUT", "/v1/realms/\(world.realm)", ["realm": ["api_key_policy": "hash"]])
        #expect(world.send("GET", "/v1/users/\(try created.text("id"))")["api_key"] == nil)
    }

    @Test("the longest names fit together")
    func longestNames() {
        let longest: JSON = .text(String(repeating: "\u{1F600}", count: 255))
        let created = create(["username": longest, "first_name": longest, "last_name": longest])
        #expect(created.status == 201)
        #expect(created["name"]?.plain.unicodeScalars.count == 511)
    }

    @Test("a secret of the other type of user is ignored")
    func otherSecret() throws {
        let human = create(["api_key": "my-own-secret"])
        #expect(human.status == 201 && human["api_key"] == nil)
        let robot = world.send("POST", "/v1/users", ["user": ["user_type": "api", "password": "x"]])
        #expect(robot.status == 201)
        guard case .array(let credentials)? = robot["credentials"] else { throw WrongType() }
        #expect(credentials.count == 1)
    }

    @Test("embedded credentials are texts only, without secrets and without their user")
    func embedded() throws {
        let user = try create([:]).text("id")
        try world.newProvider("totp")
        try world.newProvider("github", ["client_id": "x"])
        #expect(world.newCredential("totp", of: user, ["name": "Phone"]).status == 201)
        let link: JSONObject = ["provider_user_id": 7, "access_token": "planted", "token_expires_at": 1_551_484_800]
        #expect(world.newCredential("github", of: user, link).status == 201)
        guard case .array(let items)? = world.send("GET", "/v1/users/\(user)")["credentials"] else { throw WrongType() }
        let objects = items.compactMap(\.objectOrEmptyList)
        #expect(
            objects.map(\.names) == [
                ["id", "credential_type", "object"],
                ["id", "auth_provider_id", "credential_type", "name", "object", "state"],
                ["id", "auth_provider_id", "credential_type", "object", "provider_user_id"],
            ])
        #expect(objects.allSatisfy { $0.allSatisfy { if case .text = $0.value { true } else { false } } })
    }

    @Test("a list shows neither credentials nor custom data, unless those are asked for")
    func list() throws {
        _ = create(["custom": ["a": 1]])
        let listed = try #require(world.send("GET", "/v1/users").collection.first)
        #expect(
            listed.names == [
                "id", "created_at", "email", "email_verification", "first_name", "last_login_at", "last_name", "name",
                "object", "realm_id", "reference", "state", "user_type", "username",
            ])
        #expect(world.send("GET", "/v1/users?expand=custom").collection.first?["custom"] == ["a": 1])
    }

    @Test("a list can be narrowed down")
    func filters() throws {
        _ = create(["reference": "r1"])
        _ = create(["username": "tom", "email": "tom@example.com", "reference": "R1", "state": "inactive"])
        world.send("POST", "/v1/users", ["user": ["user_type": "api", "username": "robot"]])
        func names(_ query: String) throws -> [String] {
            try world.send("GET", "/v1/users?\(query)").collection.map { try $0.text("username") }
        }
        #expect(try names("") == ["robot", "sally", "tom"])
        #expect(try names("username=SALLY") == ["sally"])
        #expect(try names("email=TOM@example.com") == ["tom"])
        #expect(try names("state=inactive") == ["tom"])
        #expect(try names("user_type=api") == ["robot"])
        #expect(try names("reference=r1") == ["sally"])
        #expect(try names("reference=r1&user_type=api") == [])
        #expect(try names("username=") == ["robot", "sally", "tom"])
        #expect(world.send("GET", "/v1/users?state=x").errors == ["state: State is not valid"])
        #expect(world.send("GET", "/v1/users?user_type=x").errors == ["user_type: User type is not valid"])
    }

    @Test("a deleted user is gone with their credentials")
    func deletion() throws {
        let created = create([:])
        let (id, credential) = (try created.text("id"), try created.credentialID)
        #expect(world.send("DELETE", "/v1/users/sally").status == 204)
        for path in ["users/\(id)", "users/sally", "credentials/\(credential)"] {
            #expect(world.send("GET", "/v1/\(path)").status == 404)
        }
        #expect(world.send("DELETE", "/v1/users/\(id)").status == 404)
        #expect(create([:]).status == 201)
    }

    @Test("a user's making is told once, each change once and the end once")
    func events() throws {
        let id = try create([:]).text("id")
        #expect(try world.events(of: id) == ["user.created"])
        world.send("PUT", "/v1/users/\(id)", ["user": ["state": "inactive", "password": "battery staple"]])
        #expect(try world.events(of: id) == ["user.updated", "user.created"])
        #expect(world.send("PUT", "/v1/users/\(id)", ["user": ["state": "nonsense"]]).status == 422)
        #expect(try world.events(of: id).count == 2)
        world.send("DELETE", "/v1/users/\(id)")
        #expect(try world.events(of: id) == ["user.deleted", "user.updated", "user.created"])
        let robot = try world.newRobot()
        #expect(try world.events(of: robot) == ["user.created"])
    }

    @Test("a refused user leaves nothing behind")
    func atomicity() throws {
        _ = create([:])
        let before = try world.fingerprint()
        #expect(create([:]).status == 422)
        let robot: JSON = ["user": ["user_type": "api", "username": "sally"]]
        #expect(world.send("POST", "/v1/users", robot).status == 422)
        #expect(try world.fingerprint() == before)
    }

    private func create(_ attributes: JSONObject) -> Answer {
        var user = Self.sally
        for (name, value) in attributes { user[name] = value }
        return world.send("POST", "/v1/users", ["user": .object(user)])
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
