import Credentials
import Store

extension AuthRocketDescription {
    static let users = ResourceDescription(
        title: "Users", about: "People who log in with passwords, and programs that do with API keys.", id: userPath,
        schemas: ["User": user, "UserAttributes": attributes, "EmbeddedCredential": embeddedCredential],
        routes: [
            RouteDescription(
                name: "GET /v1/users", summary: "List the users of a realm",
                parameters: .page(of: User.self, UserSort.self, most: 1000) + .expand("custom") + [
                    .query("username", .text(255), "Only the user of this name."),
                    .query("email", .text(255), "Only users with this address."),
                    .query("state", .word(ActivityState.self), "Only those in this state."),
                    .query("user_type", .word(UserType.self), "Only those of this type."),
                    .query("reference", .text(255), "Only those with the app's own id."),
                    .query("org_id", .id(Org.self), "Only members of this org."),
                ], answers: [.found(.page(of: "User"))]),
            RouteDescription(
                name: "POST /v1/users", summary: "Create a user", parameters: .expand("memberships"),
                body: .rooted("user", .shared("UserAttributes")), answers: [.created(.shared("User"))]),
            RouteDescription(
                name: "GET /v1/users/:id", summary: "Get a user with their credentials",
                parameters: .expand("memberships"), answers: [.found(.shared("User"))]),
            RouteDescription(
                name: "PUT /v1/users/:id", summary: "Change a user", parameters: .expand("memberships"),
                body: .rooted("user", .shared("UserAttributes")), answers: [.found(.shared("User"))]),
            RouteDescription(
                name: "DELETE /v1/users/:id", summary: "Delete a user and what is theirs", answers: [.nothing()]),
        ])

    /// How a path names a user.
    static let userPath = Schema.filledText().described("A user's id, or a username in the realm of the request.")

    private static let user = Schema.object(
        [
            "id": .id(User.self), "created_at": .preciseTime, "email": .text.orNull,
            "last_login_at": .preciseTime.orNull, "name": .text, "object": .constant("user"),
            "realm_id": .id(Realm.self), "reference": .text.orNull, "state": .word(ActivityState.self),
            "user_type": .word(UserType.self), "username": .text,
        ],
        optional: [
            "custom": .anyObject, "email_verification": .word(EmailVerification.self), "first_name": .text.orNull,
            "last_name": .text.orNull, "membership_count": .integer,
            "credentials": .array(.shared("EmbeddedCredential")),
            "memberships": .array(.shared("Membership")),
            "api_key": .text.described("When it was just made, or where the realm's policy is `encrypt`."),
            "token": .text.described(
                "After a login: a JWT, or `kli_…` when a code is asked for next. Else the one-time token asked for."),
            "password_reset_token": .text,
        ])

    private static let embeddedCredential = Schema.object(
        ["id": .id(Credential.self), "credential_type": .word(CredentialType.self), "object": .constant("credential")],
        optional: [
            "api_key": .text, "auth_provider_id": .id(AuthProvider.self), "name": .text, "provider_user_id": .text,
            "state": .word(TOTPDevice.State.self),
        ])

    private static let attributes = Schema.object(
        [:],
        optional: [
            "user_type": .word(UserType.self).described("Must be given on creation, and cannot be changed."),
            "realm_id": .id(Realm.self), "username": .text(255).described("People need one."),
            "email": .text(255).orNull.described("People need one."), "state": .word(ActivityState.self),
            "email_verification": .word(EmailVerification.self), "first_name": .text(255).orNull,
            "last_name": .text(255).orNull, "name": .text(255).orNull.described("Of programs only."),
            "reference": .reference, "custom": .custom,
            "password": .bytes(PasswordRules.maximumBytes), "password_confirmation": .text,
            "password_hash": .text.described("Instead of a password, by keys that may manage."),
            "api_key": .text(255).described("`generate`, or one of at least 8 characters."),
        ])
}
