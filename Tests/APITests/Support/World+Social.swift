import API
import Credentials
import JSON
import Testing

extension World {
    /// A provider that leads to the server.
    func newProvider(_ server: OAuthServer) throws -> String {
        try newProvider("oauth2", server.settings)
    }

    /// Where a provider sends its users.
    func authorizationURL(
        _ provider: String, _ query: String = "redirect_uri=https://app.example/back", key: String? = nil
    ) throws -> String {
        try send("GET", "/v1/auth_providers/\(provider)/authorize?\(query)", key: key).text("url")
    }

    /// Goes the whole way: to the server, back with a code, and in.
    func logIn(_ provider: String, _ server: OAuthServer, as claims: JSONObject) throws -> Answer {
        authorize(try server.logIn(try authorizationURL(provider), as: claims))
    }

    /// Passes on what a browser brought back.
    func authorize(
        _ returned: (code: String, state: String), _ more: JSONObject = [:], key: String? = nil,
        headers: [String: String] = [:]
    ) -> Answer {
        var body: JSONObject = ["code": .text(returned.code), "state": .text(returned.state)]
        for (name, value) in more { body[name] = value }
        return send("POST", "/v1/auth_providers/authorize", .object(body), key: key, headers: headers)
    }

    func authorize(_ provider: String, token: JSON) -> Answer {
        send("POST", "/v1/auth_providers/\(provider)/authorize", ["access_token": token])
    }

    /// How many users the default realm has.
    func userCount() throws -> Int {
        send("GET", "/v1/users").collection.count
    }
}
