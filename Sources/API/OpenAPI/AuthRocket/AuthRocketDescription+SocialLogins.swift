import Credentials
import Store

extension AuthRocketDescription {
    static let socialLogins = ResourceDescription(
        title: "Social logins", about: "Logging users in by way of other services.", id: providerPath,
        schemas: ["AuthorizationURL": link],
        routes: [
            RouteDescription(
                name: "GET /v1/auth_providers/authorize", summary: "List the URLs that begin social logins",
                details: "They are good for 30 minutes.",
                parameters: .page(of: AuthProvider.self, AuthProviderSort.self, most: 100) + redirect,
                answers: [.found(.page(of: "AuthorizationURL"))]),
            RouteDescription(
                name: "GET /v1/auth_providers/:id/authorize", summary: "Get the URL that begins a social login",
                parameters: redirect, answers: [.found(.shared("AuthorizationURL"))]),
            RouteDescription(
                name: "POST /v1/auth_providers/authorize", summary: "Log a user in who comes back with a code",
                details: "A refusal has a `retry_url`.",
                body: .object(
                    ["code": .bytes(8192), "state": .bytes(8192)],
                    optional: ["nonce": .text(255), "request": .shared("RequestAnnotation")]),
                answers: [.found(.shared("User"))], refusals: [401, 429]),
            RouteDescription(
                name: "POST /v1/auth_providers/:id/authorize", summary: "Log a user in with a service's access token",
                body: .object(
                    ["access_token": .bytes(8192)], optional: ["request": .shared("RequestAnnotation")]),
                answers: [.found(.shared("User"))], refusals: [401, 429]),
        ])

    private static let link = Schema.object([
        "id": .id(AuthProvider.self), "provider_type": .word(ProviderType.self), "url": .text,
    ])

    private static let redirect: [RouteDescription.Parameter] = [
        .query("redirect_uri", .address(2048), "Where the user comes back to; without a fragment.", isRequired: true),
        .query("nonce", .text(255), "What the second request must bring again."),
    ]
}
