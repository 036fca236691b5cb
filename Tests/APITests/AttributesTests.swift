import JSON
import TestDatabase
import Testing

@testable import API

/// All writable attributes of all resources with all that may be wrong with them (authrocket-v1.md section 17,
/// decisions 5 and 6): the answer names the attribute and nothing is changed.
struct AttributesTests {
    /// What an attribute takes, and so what it refuses.
    enum Kind {
        /// A text of at most so many code points.
        case text(Int)
        /// A text of at most so many bytes.
        case bytes(Int)
        /// A text, or an integer for one.
        case reference
        case word
        case words
        case integer(ClosedRange<Int>)
        case boolean
        case object
        case list
        case time
        /// A time, of which tests take only what is to come: what has expired cannot be written to again.
        case expiry
        case permissions
        case url
        case passwordHash
    }

    /// An attribute of an object that a suite's world has.
    struct Attribute {
        let name: String
        let kind: Kind
        /// The key under ``Objects`` of an object that has it.
        let owner: String

        init(_ owner: String, _ name: String, _ kind: Kind) {
            (self.owner, self.name, self.kind) = (owner, name, kind)
        }
    }

    static let attributes =
        realm + human + robot + provider + org
        + [
            Attribute("password", "password", .bytes(1024)), Attribute("password", "password_hash", .passwordHash),
            Attribute("api_key", "api_key", .text(255)),
            Attribute("totp", "name", .text(255)),
            Attribute("github", "auth_provider_id", .word),
            Attribute("github", "provider_user_id", .reference),
            Attribute("github", "access_token", .bytes(8192)),
            Attribute("github", "token_expires_at", .time),
            Attribute("hook", "hook_type", .word), Attribute("hook", "state", .word),
            Attribute("hook", "event_type", .words), Attribute("hook", "delay", .integer(0...172_800)),
            Attribute("hook", "destination", .url), Attribute("hook", "signing_secret", .word),
        ]

    private static let realm = [
        Attribute("realm", "name", .text(255)), Attribute("realm", "state", .word),
        Attribute("realm", "reference", .reference), Attribute("realm", "custom", .object),
        Attribute("realm", "username_validation_human", .word), Attribute("realm", "require_unique_emails", .boolean),
        Attribute("realm", "api_key_prefix", .text(32)), Attribute("realm", "api_key_policy", .word),
        Attribute("realm", "jwt_algo", .word), Attribute("realm", "jwt_fields", .words),
        Attribute("realm", "jwt_data", .words), Attribute("realm", "session_type", .word),
        Attribute("realm", "session_minutes", .integer(1...5_256_000)),
        Attribute("realm", "api_key_minutes", .integer(0...5_256_000)), Attribute("realm", "resource_links", .list),
    ]

    private static let human = [
        Attribute("human", "username", .text(255)), Attribute("human", "email", .text(255)),
        Attribute("human", "state", .word), Attribute("human", "email_verification", .word),
        Attribute("human", "first_name", .text(255)), Attribute("human", "last_name", .text(255)),
        Attribute("human", "reference", .reference), Attribute("human", "custom", .object),
        Attribute("human", "password", .bytes(1024)), Attribute("human", "password_hash", .passwordHash),
    ]

    private static let robot = [
        Attribute("robot", "username", .text(255)), Attribute("robot", "email", .text(255)),
        Attribute("robot", "state", .word), Attribute("robot", "name", .text(255)),
        Attribute("robot", "reference", .reference), Attribute("robot", "custom", .object),
        Attribute("robot", "api_key", .text(255)),
    ]

    private static let provider = [
        Attribute("rules", "name", .text(255)), Attribute("rules", "state", .word),
        Attribute("rules", "min_length", .integer(1...255)), Attribute("rules", "min_complexity", .integer(0...4)),
        Attribute("rules", "required_chars", .words), Attribute("oauth2", "client_id", .text(255)),
        Attribute("oauth2", "client_secret", .bytes(4096)), Attribute("oauth2", "scopes", .text(1024)),
        Attribute("oauth2", "authorization_endpoint", .url), Attribute("oauth2", "token_endpoint", .url),
        Attribute("oauth2", "userinfo_endpoint", .url),
    ]

    private static let org = [
        Attribute("org", "name", .text(255)), Attribute("org", "state", .word),
        Attribute("org", "reference", .reference), Attribute("org", "custom", .object),
        Attribute("membership", "permissions", .permissions), Attribute("membership", "expires_at", .expiry),
        Attribute("membership", "custom", .object),
    ]

    /// What creates an object, and the attributes whose absence or wrong type decides about all others.
    static let deciding = [
        ("/v1/users", "user", "user_type"), ("/v1/auth_providers", "auth_provider", "provider_type"),
        ("/v1/credentials", "credential", "credential_type"),
    ]

    /// The objects whose attributes the table has.
    static let owners = Set(attributes.map(\.owner)).sorted()

    @Test("what is wrong with an attribute is said of it, and nothing is changed", arguments: owners)
    func refused(owner: String) throws {
        let objects = try Objects()
        let before = try objects.world.fingerprint()
        for attribute in Self.attributes where attribute.owner == owner {
            for value in attribute.kind.refused {
                expectRefusal(of: value, attribute, objects.put(owner, [attribute.name: value]))
                expectRefusal(of: value, attribute, objects.post(owner, [attribute.name: value]))
            }
            #expect(try objects.world.fingerprint() == before, "\(attribute.name)")
        }
    }

    @Test("the longest, the least and the greatest values are taken", arguments: owners)
    func accepted(owner: String) throws {
        let objects = try Objects()
        for attribute in Self.attributes where attribute.owner == owner {
            for value in attribute.kind.accepted(attribute.name) {
                let answer = objects.put(owner, [attribute.name: value])
                #expect(answer.status == 200, "\(attribute.name) \(value.excerpt): \(answer.errors)")
            }
        }
    }

    @Test("a wrong type of object is named once, alone", arguments: deciding)
    func decidingAttribute(path: String, root: String, name: String) throws {
        let objects = try Objects()
        let user: JSON = .text(objects.human)
        let title = humanized(name)
        let texts: [(JSON, String)] = [
            (5, "is not valid"), (["x"], "is not valid"), ("nonsense", "is not valid"), ("\0", "is not valid"),
            (.text(String(repeating: "x", count: 256)), "is too long (maximum is 255 characters)"),
            (nil, "can't be blank"), ("", "can't be blank"),
        ]
        for (value, sentence) in texts {
            let answer = objects.world.send("POST", path, .object([root: ["user_id": user, "name": 5, name: value]]))
            #expect(answer.errors == ["\(name): \(title) \(sentence)"], "\(value.excerpt)")
        }
    }

    @Test("a user of a credential is named once, too, and its type before it")
    func userOfCredential() throws {
        let world = try World()
        func errors(_ credential: JSON) -> [String] {
            world.send("POST", "/v1/credentials", ["credential": credential]).errors
        }
        #expect(errors([:]) == ["credential_type: Credential type can't be blank"])
        #expect(errors(["credential_type": 5]) == ["credential_type: Credential type is not valid"])
        #expect(errors(["credential_type": "totp"]) == ["user_id: User can't be blank"])
        #expect(errors(["credential_type": "totp", "user_id": 5]) == ["user_id: User is not valid"])
        #expect(errors(["credential_type": "totp", "user_id": "a\0b"]) == ["user_id: User is not valid"])
    }

    @Test("the table has all that the database keeps of what callers may write")
    func coverage() throws {
        let database = try World().database
        let readOnly: [String: Set] = [
            "realms": ["id", "account_id", "deleted", "rules", "signing_key_id"],
            "users": ["id", "realm_id", "user_type", "unique_email"],
            "auth_providers": ["id", "realm_id", "provider_type", "sole_type"],
            "credentials": [
                "id", "realm_id", "user_id", "credential_type", "password_user_id", "api_key_version", "api_key_digest",
                "state", "otp_secret",
            ],
            "orgs": ["id", "realm_id"], "memberships": ["id", "realm_id", "user_id", "org_id", "scope_id"],
        ]
        let owners: [String: Set] = [
            "realms": ["realm"], "users": ["human", "robot"], "auth_providers": ["rules", "oauth2"],
            "credentials": ["password", "api_key", "totp", "github"], "orgs": ["org"], "memberships": ["membership"],
        ]
        for (table, readOnly) in readOnly {
            let columns = try database.columns(of: table)
            let covered = Self.attributes.filter { owners[table, default: []].contains($0.owner) }.map(\.name)
            #expect(!columns.isEmpty && columns.subtracting(readOnly).subtracting(covered) == [], "\(table)")
        }
    }

    @Test("of several wrong attributes each is named, in the order of importance")
    func order() throws {
        let world = try World()
        let body: JSON = ["user": ["custom": 5, "email": "x", "username": "--", "user_type": "human", "password": "x"]]
        #expect(
            world.send("POST", "/v1/users", body).errors == [
                "username: Username is reserved", "email: Email is not valid", "custom: Custom is not valid",
                "password: Password is too short (minimum is 8 characters)",
            ])
    }

    private func expectRefusal(of value: JSON, _ attribute: Attribute, _ answer: Answer) {
        let what: Comment = "\(attribute.name) \(value.excerpt): \(answer.errors)"
        #expect(answer.status == 422, what)
        #expect(answer.object.names == ["message", "errors"] && answer["message"] == "Validation error", what)
        #expect(answer.errors.count == 1, what)
        #expect(answer.errors.first?.hasPrefix("\(attribute.name): \(humanized(attribute.name)) ") == true, what)
    }
}
