import Credentials
import JSON
import Testing

@testable import API

/// What confused callers put in wrong places is in no answer that refuses it.
struct ErrorBodyTests {
    private static let secret = "planted-secret-in-a-wrong-place"
    /// The secret as a text, in what is no text, beyond every limit, and as something that looks like an id.
    private static let values: [JSON] = [
        .text(secret), [.text(secret)], ["a": .text(secret)], .text(String(repeating: secret, count: 20)),
        .text("usr_\(secret)"), .text("\(secret)\u{0}"), .text("https://\(secret)@[\(secret)"),
    ]
    private static let names = [
        "password", "password_confirmation", "password_hash", "current_password", "api_key", "username", "email",
        "code",
        "token", "name", "user_type", "realm_id", "user_id", "org_id", "auth_provider_id", "credential_type", "state",
        "access_token", "client_secret", "provider_type", "destination", "key", "algo", "permissions", "event_type",
        "request", "custom", "api_key_policy", "jwt_fields", "redirect_uri", "nonce", "expires_at", "delay",
        "source_id", "auth_method", "auth_credentials", "external_id", "type", "website", "agent_id", "input",
        "input_schema", "output_schema", "outcome", "errors", "output", "fields", "message", "lease_seconds",
        "source_ids",
        "credential_id", "session_id", "timeout_seconds", "status", "limit", "cursor", "starting_after", "max_results",
        "after", "sort", "direction", "expand", "created_at_after",
    ]

    @Test("no refusal of /v1 repeats what was sent")
    func classic() throws {
        let world = try World()
        var refused = 0
        let estate = try Estate(world)
        // What is deleted is not there any more.
        for route in AuthRocketRoutes.all.sorted(by: { $0.method > $1.method }) {
            let root = String(try #require(route.template.split(separator: "/").dropFirst().first).dropLast())
            for value in Self.values {
                var body = Self.body(of: value)
                let flat = try estate.send(
                    route, world, headers: ["x-authrocket-api-key": world.manage], body: body)
                body = [root: .object(body)]
                let rooted = try estate.send(
                    route, world, headers: ["x-authrocket-api-key": world.manage], body: body)
                let strange = try estate.send(
                    route, world, headers: Self.headers(["x-authrocket-api-key", "x-authrocket-account"]), body: body)
                refused += [flat, rooted, strange].count { inspect($0, route.template) }
            }
            refused += Self.targets(route.template).count { target in
                inspect(world.send(route.method, target, [:]), target)
            }
        }
        #expect(refused > 500)
    }

    @Test("no refusal of /v2 repeats what was sent")
    func deck() throws {
        let vault = try Vault()
        let estate = try DeckEstate(vault)
        var refused = 0
        for route in DeckRoutes.all {
            let resource = try #require(route.path.template.split(separator: "/").dropFirst().first.map(String.init))
            let path = route.path.template.replacing(":id", with: estate.ids[resource] ?? "x")
            let keys = [vault.write, vault.worker, Self.secret]
            for key in keys {
                for value in Self.values {
                    let answer = vault.send(
                        route.method, path, .object(Self.body(of: value)), key: key,
                        headers: Self.headers(["deck-lease", "cookie"]))
                    refused += inspect(answer, route.name) ? 1 : 0
                }
                refused += Self.targets(route.path.template).count { target in
                    inspect(vault.send(route.method, target, [:], key: key), target)
                }
            }
        }
        #expect(refused > 500)
    }

    @Test("no refusal of a body that cannot be read repeats it", arguments: ["v1/users", "v2/credentials"])
    func unreadable(path: String) throws {
        let vault = try Vault()
        let bodies = [
            #"{"password":"\#(Self.secret)"#, #"{"password":"\#(Self.secret)","password":1}"#, #""\#(Self.secret)""#,
            "password=\(Self.secret)&password=\(Self.secret)", "password[\(Self.secret)", "%zz\(Self.secret)",
            "\(Self.secret)=\(Self.secret)&\(Self.secret)=", "[\(Self.secret)]",
        ]
        for body in bodies {
            for type in ["application/json", "application/x-www-form-urlencoded", "text/\(Self.secret)"] {
                let headers = [
                    "content-type": type, "x-authrocket-api-key": vault.world.manage,
                    "x-authrocket-realm": vault.world.realm.description, "authorization": "Bearer \(vault.write)",
                ]
                let request = Request(
                    method: "POST", target: "/\(path)", headers: Headers(headers), body: .whole(Array(body.utf8)),
                    seed: nil)
                #expect(inspect(vault.world.send(request), body))
            }
        }
    }

    /// Whether the answer is a refusal; whatever it is but a success, it must not repeat the secret.
    private func inspect(_ answer: Answer, _ what: String) -> Bool {
        guard answer.status >= 400 else { return false }
        #expect(answer.status < 500, "\(what): \(answer.status)")
        #expect(!Traces(of: Self.secret).occur(in: answer.body), "\(what): \(answer.status)")
        let headers = answer.headers.values.joined(separator: "\n")
        #expect(!Traces(of: Self.secret).occur(in: headers), "\(what): \(answer.status)")
        return true
    }

    private static func body(of value: JSON) -> JSONObject {
        names.reduce(into: JSONObject()) { $0[$1] = value }
    }

    private static func headers(_ names: [String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, secret) })
    }

    private static func targets(_ template: String) -> [String] {
        [
            template.replacing(":id", with: secret), template + "/" + secret,
            template.replacing(":id", with: "%\(secret)"),
            template.replacing(":id", with: secret) + "?" + names.map { "\($0)=\(secret)" }.joined(separator: "&"),
        ]
    }
}
