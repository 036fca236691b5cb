import Credentials
import JSON

/// What client authors are told of `/v1` (authrocket-v1.md). A new resource is one more name in the list.
enum AuthRocketDescription {
    static let family = FamilyDescription(
        name: "V1",
        resources: [
            realms, users, logins, authProviders, socialLogins, credentials, orgs, memberships, events, sessions,
            jwtKeys, appHooks,
        ],
        error: "Error", schemas: ["Error": error, "RequestAnnotation": annotation],
        refusals: [
            400: "The request is malformed, or a list does not say of which realm.",
            401: "The user may not log in, or is not who they say.",
            403: "The key is missing, unknown or too weak.",
            404: "There is no such thing, or none that the key may see.",
            406: "The Accept header leaves out JSON.",
            409: "The state of something forbids it; the body is as with 422.",
            413: "The body is larger than 1 MiB.",
            415: "The body is neither JSON nor a form.",
            422: "Attributes break rules; `errors` has the sentences for each.",
            429: "Too many attempts.",
            503: "The database cannot be reached, or too many passwords are being hashed.",
        ],
        common: [400, 403, 404, 406, 413, 415, 422, 503])

    private static let error = Schema.either(
        .object(["error": .text]),
        .object(
            ["message": .text, "errors": .map(.array(.text)).described("Whole sentences, by attribute.")],
            optional: ["retry_url": .text.described("Where the user can begin a social login anew.")]))

    /// What an app says of its own request.
    private static let annotation = Schema.object(
        [:], optional: ["ip": .text.described("The end user's address."), "client": .text]
    ).described("Noted with the event that the request leads to; at most 4 KiB.")
}

extension Route {
    /// The route as its description takes it over.
    var known: FamilyDescription.Known {
        FamilyDescription.Known(
            method: method, template: template, callers: "Needs an access key that may \(operation.permission).",
            security: [["accessKey"], ["accessKey", "account"]],
            parameters: [
                .header(
                    "X-Authrocket-Realm", .id(Realm.self), "The realm to act in, where the request names none itself.")
            ])
    }
}

extension Schema {
    /// Attributes under a resource's root, and beside them what the app says of its own request.
    static func rooted(_ root: String, _ attributes: Schema) -> Schema {
        .object([root: attributes], optional: ["request": .shared("RequestAnnotation")])
    }

    /// Nothing but what the app says of its own request.
    static let annotated = Schema.object([:], optional: ["request": .shared("RequestAnnotation")])

    /// An app's own data; at most 16 KiB of JSON and six levels.
    static let custom = Schema.anyObject.described("The app's own data: at most 16 KiB of JSON and six levels.")

    /// A list in the envelope of `/v1`.
    static func page(of name: String) -> Schema {
        .object(["more_results": .boolean, "collection": .array(.shared(name))])
    }

    /// Unix seconds with three decimals.
    static let preciseTime = Schema.number.described("Unix seconds with three decimals.")

    /// Whole Unix seconds.
    static let wholeTime = Schema.integer.described("Unix seconds.")

    /// A time as callers may give it.
    static let givenTime = Schema.either(.number, .text(64)).orNull.described("Unix seconds, or ISO 8601.")

    /// An app's own name for an object.
    static let reference = Schema.text(255).orNull.described("The app's own id.")
}

extension [RouteDescription.Parameter] {
    /// What a list may be asked with.
    static func page<Kind: IdentifiedKind, Sort: CaseIterable & RawRepresentable<String>>(
        of _: Kind.Type, _ sort: Sort.Type, most: Int
    ) -> Self {
        page(of: Kind.self, most: most) + [.query("sort", .word(Sort.self), "What the list is sorted by.")]
    }

    static func page<Kind: IdentifiedKind>(of _: Kind.Type, most: Int) -> Self {
        [
            .query("after", .id(Kind.self), "The id of the last object seen; what follows it is listed."),
            .query("max_results", .integer(1...most), "100 when it is not given; clamped to its range."),
            .query("direction", .words(["asc", "desc"]), "The order."),
        ]
    }

    /// What is to be shown in full.
    static func expand(_ names: String...) -> Self {
        [.query("expand", .text(255), "Names with commas: \(names.joined(separator: ", ")).")]
    }
}
