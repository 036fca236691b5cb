import Credentials
import JSON
import Testing

@testable import API

@Suite("Social login URLs")
struct SocialLoginURLTests {
    private let world: World
    private static let back = "redirect_uri=https%3A%2F%2Fapp.example%2Fback"

    init() throws {
        world = try World()
    }

    private func urls(_ query: String = Self.back, key: String? = nil) -> Answer {
        world.send("GET", "/v1/auth_providers/authorize?\(query)", key: key)
    }

    @Test("the list shows the active providers that users can be sent to, oldest first")
    func list() throws {
        let google = try world.newProvider("google", ["client_id": "g"])
        try world.newProvider("totp")
        let github = try world.newProvider("github", ["client_id": "h"])
        let slack = try world.newProvider("slack", ["client_id": "s"])
        #expect(
            world.send("PUT", "/v1/auth_providers/\(slack)", ["auth_provider": ["state": "inactive"]]).status == 200)
        let answer = urls()
        #expect(answer.status == 200)
        #expect(answer["more_results"] == false)
        #expect(try answer.collection.map { try $0.text("id") } == [google, github])
        #expect(try answer.collection.map { try $0.text("provider_type") } == ["google", "github"])
        for item in answer.collection { #expect(item.names == ["id", "provider_type", "url"]) }
        let first = urls(Self.back + "&max_results=1")
        #expect(first["more_results"] == true)
        let next = urls(Self.back + "&max_results=1&after=\(google)")
        #expect(try next.collection.map { try $0.text("id") } == [github])
    }

    @Test("a realm without such providers lists none")
    func empty() {
        #expect(urls().object == JSONObject.emptyList)
    }

    @Test("one provider shows its URL, by its id or by its type, to whoever may read")
    func single() throws {
        let id = try world.newProvider("google", ["client_id": "g", "scopes": "openid"])
        for name in [id, "google"] {
            let answer = world.send("GET", "/v1/auth_providers/\(name)/authorize?\(Self.back)", key: world.read)
            #expect(answer.status == 200)
            #expect(answer.object.names == ["id", "provider_type", "url"])
            #expect(answer["id"] == .text(id))
            let url = try answer.text("url")
            #expect(url.hasPrefix("https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=g&"))
            #expect(url.contains("&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=openid&state="))
        }
        #expect(urls(key: world.read).status == 200)
    }

    @Test("each URL has a state of its own, and none writes anything")
    func states() throws {
        let id = try world.newProvider("google", ["client_id": "g"])
        let before = try world.fingerprint()
        let urls = try (0..<3).map { _ in try world.authorizationURL(id) }
        #expect(Set(urls).count == 3)
        #expect(try world.fingerprint() == before)
    }

    @Test("a provider of another kind and one that is switched off have no URL")
    func none() throws {
        let totp = try world.newProvider("totp")
        let google = try world.newProvider("google", ["client_id": "g"])
        world.send("PUT", "/v1/auth_providers/\(google)", ["auth_provider": ["state": "inactive"]])
        for name in [totp, "password", google, "github", "nonsense", "ap_0vfxUBuSuehS6YcFSfc85C"] {
            #expect(world.send("GET", "/v1/auth_providers/\(name)/authorize?\(Self.back)").status == 404)
        }
    }

    @Test("users come back to an absolute URL of the web, without a fragment")
    func redirect() throws {
        try world.newProvider("google", ["client_id": "g"])
        let long = "https://app.example/" + String(repeating: "x", count: 2029)
        let cases = [
            ("", "can't be blank"), ("redirect_uri=", "can't be blank"), ("redirect_uri=%20", "can't be blank"),
            ("redirect_uri=\(long)", "is too long (maximum is 2048 characters)"),
        ]
        let wrong = [
            "/back", "app.example", "myapp:back", "javascript:alert(1)", "https://", "https://app.example/%23x",
            "https://app.example/a%20b", "https://app.example/%00",
        ]
        for (query, message) in cases
            + (wrong.map { "redirect_uri=\($0)" } + ["redirect_uri[]=x"]).map({ ($0, "is not valid") })
        {
            for target in ["/v1/auth_providers/authorize?\(query)", "/v1/auth_providers/google/authorize?\(query)"] {
                let answer = world.send("GET", target)
                #expect(answer.status == 422)
                #expect(answer.errors == ["redirect_uri: Redirect uri \(message)"], "\(query)")
            }
        }
    }

    @Test("a nonce goes along")
    func nonce() throws {
        let id = try world.newProvider("google", ["client_id": "g"])
        #expect(try world.authorizationURL(id, Self.back + "&nonce=a%2Bb").contains("&nonce=a%2Bb&"))
        #expect(try !world.authorizationURL(id, Self.back + "&nonce=").contains("nonce"))
        let long = String(repeating: "n", count: 256)
        #expect(urls(Self.back + "&nonce=\(long)").errors == ["nonce: Nonce is too long (maximum is 255 characters)"])
    }
}
