import Credentials
import JSON
import Testing

@testable import API

/// One object of every resource, in a realm of its own, for walks over the table of routes.
struct Estate {
    let realm: String

    private let ids: [String: String]
    private let bodies: [String: JSON]
    /// What lists demand to be asked with.
    private let queries: [String: String]
    /// Routes that want another object of their resource, and another body.
    private let actions: [String: (id: String, body: JSON)]

    init(_ world: World) throws {
        let realm = try world.send("POST", "/v1/realms", ["realm": ["name": "Estate"]]).text("id")
        let here = ["x-authrocket-realm": realm]
        let user = world.send("POST", "/v1/users", ["user": ["user_type": "api"]], headers: here)
        let provider = world.send(
            "POST", "/v1/auth_providers", ["auth_provider": .object(Self.unreachableProvider)], headers: here)
        let hook = world.send(
            "POST", "/v1/app_hooks", ["app_hook": ["destination": "https://example.com/"]], headers: here)
        let event = try #require(world.send("GET", "/v1/events", headers: here).collection.first)
        let org = world.send("POST", "/v1/orgs", ["org": ["name": "Estate"]], headers: here)
        let membership = world.send(
            "POST", "/v1/memberships", ["membership": ["user_id": user["id"] ?? nil, "org_id": org["id"] ?? nil]])
        guard case .array(let credentials)? = user["credentials"], case .object(let credential)? = credentials.first
        else { throw WrongType() }
        let human = try world.newHuman(headers: here)
        let session = world.send("POST", "/v1/sessions", ["user_id": .text(human)])
        let jwtKey = world.send("POST", "/v1/jwt_keys", ["algo": "hs256"], headers: here)
        self.realm = realm
        ids = [
            "realms": realm, "users": try user.text("id"), "auth_providers": try provider.text("id"),
            "credentials": try credential.text("id"), "events": try event.text("id"), "orgs": try org.text("id"),
            "memberships": try membership.text("id"), "sessions": try session.text("id"),
            "jwt_keys": try jwtKey.text("id"), "app_hooks": try hook.text("id"),
        ]
        queries = ["sessions": "?user_id=\(human)", "memberships": "?user_id=\(try user.text("id"))"]
        bodies = [
            "realms": ["realm": ["name": "Changed"]],
            "users": ["user": ["user_type": "api"]],
            "auth_providers": ["auth_provider": ["provider_type": "github", "client_id": "id"]],
            "authorize": ["code": "x", "state": "x", "access_token": "x"],
            "app_hooks": ["app_hook": ["destination": "https://example.com/", "state": "inactive"]],
            "credentials": ["credential": ["user_id": .text(try user.text("id")), "credential_type": "api_key"]],
            "sessions": ["session": ["user_id": .text(human)]],
            "jwt_keys": ["jwt_key": ["algo": "hs256"]],
            "orgs": ["org": ["name": "Changed"]],
            "memberships": ["membership": ["user_id": .text(try user.text("id")), "permissions": "changed"]],
            "/v1/users/authenticate_key": ["api_key": .text(try user.text("api_key"))],
        ]
        actions = try Resident(world, here).actions
    }

    /// A login service where nobody listens.
    private static let unreachableProvider: JSONObject = [
        "provider_type": "oauth2", "client_id": "id", "authorization_endpoint": "http://127.0.0.1:1/a",
        "token_endpoint": "http://127.0.0.1:1/t", "userinfo_endpoint": "http://127.0.0.1:1/u",
    ]

    /// Sends a request that would succeed, with an object of this estate wherever the route wants one. A route of a new
    /// resource has none: the caller's test fails until this type has learnt about it.
    func send(
        _ route: Route, _ world: World, headers: [String: String], body given: JSONObject? = nil
    ) throws -> Answer {
        var target = route.template
        let resource = try #require(target.split(separator: "/").dropFirst().first.map(String.init))
        if route.method == "GET", !target.contains(":") { target += queries[resource] ?? "" }
        let action = actions[route.template]
        if target.contains(":id") { target.replace(":id", with: try #require(action?.id ?? ids[resource])) }
        try #require(!target.contains(":"))
        let writes = ["POST", "PUT"].contains(route.method)
        let isSocial = target.hasSuffix("/authorize")
        if isSocial, !writes { target += "?redirect_uri=https://app.example/back" }
        let body =
            try given.map(JSON.object) ?? action?.body
            ?? (writes ? #require(bodies[route.template] ?? bodies[isSocial ? "authorize" : resource]) : [:])
        let all = ["content-type": "application/json", "x-authrocket-realm": realm].merging(headers) { $1 }
        return world.send(
            Request(
                method: route.method, target: target, headers: Headers(all), body: .whole(body.encoded()), seed: nil))
    }
}
