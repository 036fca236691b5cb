import Credentials
import Store

extension AuthRocketDescription {
    static let realms = ResourceDescription(
        title: "Realms", about: "Each keeps users of its own, under rules of its own.", id: .id(Realm.self),
        schemas: ["Realm": realm, "RealmAttributes": attributes],
        routes: [
            RouteDescription(
                name: "GET /v1/realms", summary: "List realms",
                parameters: .page(of: Realm.self, RealmSort.self, most: 100) + .expand("custom") + [
                    .query("state", .word(ActivityState.self), "Only those in this state."),
                    .query("reference", .text(255), "Only those with the app's own id."),
                ], answers: [.found(.page(of: "Realm"))]),
            RouteDescription(
                name: "POST /v1/realms", summary: "Create a realm", body: .rooted("realm", .shared("RealmAttributes")),
                answers: [.created(.shared("Realm"))]),
            RouteDescription(
                name: "GET /v1/realms/:id", summary: "Get a realm",
                parameters: [
                    .query("state", .word(ActivityState.self), "The state it must be in; otherwise it is not found.")
                ], answers: [.found(.shared("Realm"))]),
            RouteDescription(
                name: "PUT /v1/realms/:id", summary: "Change a realm",
                details: "Another jwt_algo makes a new jwt_key. Attributes that are not given stay as they are.",
                body: .rooted("realm", .shared("RealmAttributes")), answers: [.found(.shared("Realm"))]),
            RouteDescription(
                name: "DELETE /v1/realms/:id", summary: "Delete a realm and all that is in it",
                details: "A repetition is answered alike.", answers: [.nothing()]),
            RouteDescription(
                name: "POST /v1/realms/:id/reset", summary: "Delete a realm's users, orgs and sessions",
                details: "Its configuration stays.", body: .annotated, answers: [.found(.shared("Realm"))]),
        ])

    private static let realm = Schema.object(
        [
            "id": .id(Realm.self), "api_key_minutes": .integer, "api_key_policy": .word(APIKeyPolicy.self),
            "api_key_prefix": .text.orNull, "jwt_algo": .word(JWTAlgorithm.self),
            "jwt_fields": .array(.word(JWTField.self)), "name": .text, "object": .constant("realm"),
            "reference": .text.orNull, "require_unique_emails": .boolean, "resource_links": .array(.anything),
            "session_minutes": .integer, "session_type": .word(SessionType.self), "state": .word(ActivityState.self),
            "username_validation_human": .word(UsernameValidation.self),
        ],
        optional: [
            "custom": .anyObject,
            "jwt_key": .text.described("What verifies login tokens; that of hs256 only for keys that may manage."),
            "jwt_secret": .text.described("The same; deprecated."),
        ])

    private static let attributes = Schema.object(
        [:],
        optional: [
            "name": .filledText().described("Must be given on creation."), "state": .word(ActivityState.self),
            "reference": .reference, "custom": .custom, "username_validation_human": .word(UsernameValidation.self),
            "require_unique_emails": .boolean.described("Once false it stays so."),
            "api_key_prefix": .text(32).orNull, "api_key_policy": .word(APIKeyPolicy.self),
            "jwt_algo": .word(JWTAlgorithm.self),
            "jwt_fields": .array(.word(JWTField.self)).described("`orgs` only together with `memberships`."),
            "session_type": .word(SessionType.self), "session_minutes": .integer(1...5_256_000),
            "api_key_minutes": .integer(0...5_256_000).described("0 for tokens that do not expire."),
            "resource_links": .array(.anything),
        ])
}
