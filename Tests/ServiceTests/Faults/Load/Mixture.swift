import JSON

/// Requests of both families, right and wrong, in the proportions in which apps send them: of four hundred, some 260 read,
/// 70 check API keys, 30 change something, 30 create or delete, and one logs in.
struct Mixture {
    let requests: [Flood.Request]

    /// Makes the objects that they are about.
    init(on stack: Stack) throws {
        let wire = try Wire(to: stack)
        let user = try stack.newHuman().text("id")
        let device = try stack.newDevice(of: user).text("id")
        let secret = try Self.newSecret(wire)
        let key = try stack.create("users", "user", ["user_type": "api", "username": "soak"]).text("api_key")
        let list =
            Self.ofUsers(user, key: key) + Self.ofDevices(device, of: user)
            + Self.ofSecrets(secret.id, source: secret.source)
        requests = list.map { Flood.Request($0.weight, wire.request($0.method, $0.target, $0.body)) }
    }

    private typealias Part = (weight: Int, method: String, target: String, body: JSON?)

    private static func ofUsers(_ user: String, key: String) -> [Part] {
        [
            (90, "GET", "/v1/users/\(user)", nil), (2, "GET", "/v1/users?per_page=20", nil),
            (8, "GET", "/v1/users/nobody", nil),
            (60, "POST", "/v1/users/authenticate_key", ["api_key": .text(key)]),
            (8, "POST", "/v1/users/authenticate_key", ["api_key": "wrong"]),
            (1, "POST", "/v1/users/\(user)/authenticate", ["password": "a long phrase"]),
            (10, "PUT", "/v1/users/\(user)", ["user": ["reference": "{unique}"]]),
            (5, "POST", "/v1/users", ["user": ["user_type": "api", "username": "soak-{unique}"]]),
            (4, "POST", "/v1/users", ["user": ["user_type": "neither"]]), (6, "DELETE", "/v1/users/{usr_}", nil),
        ]
    }

    private static func ofDevices(_ device: String, of user: String) -> [Part] {
        [
            (70, "GET", "/v1/credentials/\(device)", nil),
            (10, "PUT", "/v1/credentials/\(device)", ["credential": ["name": "{unique}"]]),
            (
                4, "POST", "/v1/credentials",
                ["credential": ["user_id": .text(user), "credential_type": "totp", "name": "{unique}"]]
            ),
            (5, "DELETE", "/v1/credentials/{crd_}", nil),
        ]
    }

    private static func ofSecrets(_ secret: String, source: String) -> [Part] {
        [
            (90, "GET", "/v2/credentials/\(secret)", nil), (2, "GET", "/v2/credentials?limit=20", nil),
            (
                10, "PATCH", "/v2/credentials/\(secret)",
                ["auth_credentials": ["username": "u", "password": "{unique}"]]
            ),
            (5, "POST", "/v2/credentials", body("{unique}", source: source)),
            (6, "DELETE", "/v2/credentials/{cred_}", nil),
        ]
    }

    private static func newSecret(_ wire: Wire) throws -> (id: String, source: String) {
        var wire = wire
        let website: JSON = ["url": "https://soak.example/login"]
        let source = wire.send("POST", "/v2/sources", ["type": "website", "website": website]).text("id")
        guard let source, let id = wire.send("POST", "/v2/credentials", body("soak", source: source)).text("id") else {
            throw NotReady(what: "a credential")
        }
        return (id, source)
    }

    private static func body(_ name: String, source: String) -> JSON {
        [
            "source_id": .text(source), "auth_method": "username_password", "external_id": .text(name),
            "auth_credentials": ["username": "u", "password": "a long phrase"],
        ]
    }
}
