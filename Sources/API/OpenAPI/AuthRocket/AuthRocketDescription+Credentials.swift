import Credentials

extension AuthRocketDescription {
    static let credentials = ResourceDescription(
        title: "Credentials", about: "Passwords, API keys, TOTP devices and links to accounts at other services.",
        id: .id(Credential.self), schemas: ["Credential": credential],
        routes: [
            RouteDescription(
                name: "POST /v1/credentials", summary: "Give a user a credential",
                body: .rooted(
                    "credential",
                    .object(
                        ["user_id": .id(User.self), "credential_type": .word(CredentialType.self)],
                        optional: attributes)),
                answers: [.created(.shared("Credential"))]),
            RouteDescription(
                name: "GET /v1/credentials/:id", summary: "Get a credential", answers: [.found(.shared("Credential"))]),
            RouteDescription(
                name: "PUT /v1/credentials/:id", summary: "Change a credential",
                body: .rooted("credential", .object([:], optional: attributes)),
                answers: [.found(.shared("Credential"))]),
            RouteDescription(
                name: "DELETE /v1/credentials/:id", summary: "Delete a credential", answers: [.nothing()]),
            RouteDescription(
                name: "POST /v1/credentials/:id/verify", summary: "Check a code of a TOTP device",
                details: "The first right one makes the device active: from then on logins take a code.",
                body: .rooted("credential", .object(["code": code])), answers: [.found(.shared("Credential"))],
                refusals: [429]),
        ])

    private static let credential = Schema.object(
        [
            "id": .id(Credential.self), "credential_type": .word(CredentialType.self),
            "object": .constant("credential"), "user_id": .id(User.self),
        ],
        optional: [
            "api_key": .text.described("When it was just made, or where the realm's policy is `encrypt`."),
            "auth_provider_id": .id(AuthProvider.self), "name": .text, "state": .word(TOTPDevice.State.self),
            "otp_secret": .text.described("While the device is new."),
            "provisioning_uri": .text.described("While the device is new."),
            "provisioning_svg": .text.described("The same as a picture."), "provider_user_id": .text,
            "access_token": .text.described("For keys that may write."), "token_expires_at": .wholeTime,
        ])

    private static let attributes: Members = [
        "password": .bytes(PasswordRules.maximumBytes), "password_confirmation": .text,
        "password_hash": .text.described("Instead of a password, by keys that may manage."),
        "api_key": .text(255).described("`generate`, or one of at least 8 characters."),
        "auth_provider_id": .text(255).described("A provider's id, or its type."),
        "name": .filledText().described("What a TOTP device is called."),
        "provider_user_id": .filledText(), "access_token": .bytes(8192).orNull, "token_expires_at": .givenTime,
    ]
}
