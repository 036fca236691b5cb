import Credentials

extension DeckDescription {
    static let sources = ResourceDescription(
        title: "Sources", about: "The sites of other companies.", id: .id(Source.self),
        schemas: ["Source": source, "SourceAuth": auth],
        routes: [
            RouteDescription(
                name: "GET /v2/sources", summary: "List sources", parameters: .deckPage,
                answers: [.found(.deckPage(of: "Source"))]),
            RouteDescription(
                name: "POST /v2/sources", summary: "Create a source",
                body: .object(["type": .constant("website"), "website": website], optional: attributes),
                answers: [.created(.shared("Source"))]),
            RouteDescription(
                name: "GET /v2/sources/:id", summary: "Get a source", answers: [.found(.shared("Source"))]),
            RouteDescription(
                name: "PATCH /v2/sources/:id", summary: "Change a source",
                body: .object([:], optional: ["website": website] + attributes), answers: [.found(.shared("Source"))]),
            RouteDescription(
                name: "DELETE /v2/sources/:id", summary: "Delete a source without credentials",
                answers: [.found(.deletion(Source.self, "source"))]),
        ])

    private static let website = Schema.object(["url": .address(2048)])

    private static let source = Schema.resource(
        Source.self, "source",
        ["name": .text.orNull, "type": .constant("website"), "website": .object(["url": .text])],
        optional: ["auth": .shared("SourceAuth")])

    private static let attributes: Members = [
        "name": .text(255).orNull, "auth": .shared("SourceAuth").orNull,
    ]

    private static let auth = Schema.object(
        [:],
        optional: [
            "methods": .array(.word(VaultAuthMethod.self)).described("All when it is empty."),
            "source_fields": .array(
                .object(
                    ["key": SourceFields.key],
                    optional: ["label": .text(255).orNull, "required": .boolean, "secret": .boolean]),
                0...SourceFields.maximumCount),
        ]
    ).described("What logins at the source take; other fields are then refused.")
}

extension SourceFields {
    /// What a field may be called.
    static let key = Schema.matching("^[a-z][a-z0-9_]{0,63}$")
}
