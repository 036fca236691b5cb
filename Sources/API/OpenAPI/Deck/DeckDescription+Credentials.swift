import Credentials

extension DeckDescription {
    static let vaultCredentials = ResourceDescription(
        title: "Vault credentials", about: "Users' logins at sources. Their secrets are never shown to apps.",
        id: .id(VaultCredential.self), schemas: ["VaultCredential": credential, "VaultLogin": login],
        routes: [
            RouteDescription(
                name: "GET /v2/credentials", summary: "List credentials",
                parameters: .deckPage + [
                    .query("source_id", .text(2000), "Only those of these sources, with commas."),
                    .query("status", .text(255), "Only those in these states, with commas."),
                    .query("external_id", .text(255), "Only those with the app's own id."),
                ], answers: [.found(.deckPage(of: "VaultCredential"))]),
            RouteDescription(
                name: "POST /v2/credentials", summary: "Create a credential",
                details: "It is `unverified` until a run has logged in with it.",
                body: .object(
                    ["source_id": .id(Source.self)],
                    optional: [
                        "auth_method": .word(VaultAuthMethod.self).orNull.described("`none` when it is not given."),
                        "auth_credentials": .shared("VaultLogin").orNull, "external_id": externalID,
                    ]),
                answers: [.created(.shared("VaultCredential"))]),
            RouteDescription(
                name: "GET /v2/credentials/:id", summary: "Get a credential",
                answers: [.found(.shared("VaultCredential"))]),
            RouteDescription(
                name: "PATCH /v2/credentials/:id", summary: "Change a credential",
                details: "Within auth_credentials what is absent stays and null removes; any makes it `unverified`.",
                body: .object(
                    [:], optional: ["auth_credentials": .shared("VaultLogin").orNull, "external_id": externalID]),
                answers: [.found(.shared("VaultCredential"))]),
            RouteDescription(
                name: "DELETE /v2/credentials/:id", summary: "Destroy a credential's secrets",
                details: "The credential stays, as `deleted`. A repetition is answered alike.",
                answers: [.found(.deletion(VaultCredential.self, "credential"))]),
        ])

    private static let externalID = Schema.filledText().orNull.described("The app's own id; it need not be unique.")

    private static let credential = Schema.resource(
        VaultCredential.self, "credential",
        [
            "status": .word(VaultCredentialStatus.self), "external_id": .text.orNull, "source_id": .id(Source.self),
            "auth_method": .word(VaultAuthMethod.self),
            "auth_credentials": .object(
                [:],
                optional: [
                    "username": .text, "source_fields": .map(.text), "secret_source_fields": .array(.text),
                ]
            ).described("What may be read back; empty once it is deleted."),
        ])

    private static let login = Schema.object(
        [:],
        optional: [
            "username": .bytes(1024).orNull, "password": .bytes(4096).orNull,
            "source_fields": .map(
                .either(
                    .bytes(SourceFields.maximumBytes),
                    .object(["value": .bytes(SourceFields.maximumBytes)], optional: ["secret": .boolean.orNull])
                ).orNull
            ).described("At most \(SourceFields.maximumCount); one that is secret is not read back."),
        ])
}
