import Credentials
import Store

extension AuthRocketDescription {
    static let authProviders = ResourceDescription(
        title: "Auth providers", about: "How the users of a realm may log in, and what passwords must be like.",
        id: providerPath, schemas: ["AuthProvider": provider, "AuthProviderAttributes": attributes],
        routes: [
            RouteDescription(
                name: "GET /v1/auth_providers", summary: "List the auth providers of a realm",
                parameters: .page(of: AuthProvider.self, AuthProviderSort.self, most: 100),
                answers: [.found(.page(of: "AuthProvider"))]),
            RouteDescription(
                name: "POST /v1/auth_providers", summary: "Create an auth provider",
                details: "One of each type, but for oauth2.",
                body: .rooted("auth_provider", .shared("AuthProviderAttributes")),
                answers: [.created(.shared("AuthProvider"))]),
            RouteDescription(
                name: "GET /v1/auth_providers/:id", summary: "Get an auth provider",
                answers: [.found(.shared("AuthProvider"))]),
            RouteDescription(
                name: "PUT /v1/auth_providers/:id", summary: "Change an auth provider",
                body: .rooted("auth_provider", .shared("AuthProviderAttributes")),
                answers: [.found(.shared("AuthProvider"))]),
            RouteDescription(
                name: "DELETE /v1/auth_providers/:id", summary: "Delete an auth provider", answers: [.nothing()],
                refusals: [409]),
        ])

    /// How a path names a provider.
    static let providerPath = Schema.filledText().described("A provider's id, or its type where there is one of it.")

    private static let provider = Schema.object(
        [
            "id": .id(AuthProvider.self), "name": .text, "object": .constant("auth_provider"),
            "provider_type": .word(ProviderType.self), "realm_id": .id(Realm.self),
            "state": .word(ActivityState.self),
        ],
        optional: [
            "min_complexity": .integer, "min_length": .integer,
            "required_chars": .array(.word(PasswordRules.CharacterClass.self)), "authorization_endpoint": .text,
            "client_id": .text.orNull, "client_secret": .text.described("For keys that may manage."),
            "scopes": .text.orNull, "token_endpoint": .text, "userinfo_endpoint": .text,
        ])

    private static let attributes = Schema.object(
        [:],
        optional: [
            "provider_type": .word(ProviderType.self).described("Must be given on creation."),
            "realm_id": .id(Realm.self), "name": .filledText(), "state": .word(ActivityState.self),
            "min_length": .integer(1...255), "min_complexity": .integer(0...4).described("As zxcvbn scores."),
            "required_chars": .array(.word(PasswordRules.CharacterClass.self)), "client_id": .filledText(),
            "client_secret": .bytes(4096).orNull, "scopes": .text(1024).orNull,
            "authorization_endpoint": .address(2048).described("Of oauth2, like the two after it."),
            "token_endpoint": .address(2048), "userinfo_endpoint": .address(2048),
        ])
}
