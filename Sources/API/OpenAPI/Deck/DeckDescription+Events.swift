import Credentials

extension DeckDescription {
    static let events = ResourceDescription(
        title: "Vault events", about: "What happened in an organization, for 30 days.", id: .id(VaultEvent.self),
        schemas: ["VaultEvent": event],
        routes: [
            RouteDescription(
                name: "GET /v2/events", summary: "List events",
                parameters: .deckPage + [
                    .query("type", .text(2000), "Only those of these types, with commas."),
                    .query("created_after", .dateTime, "Only later ones."),
                    .query("created_before", .dateTime, "Only earlier ones."),
                ], answers: [.found(.deckPage(of: "VaultEvent"))]),
            RouteDescription(
                name: "GET /v2/events/:id", summary: "Get an event", answers: [.found(.shared("VaultEvent"))]),
            RouteDescription(
                name: "GET /v2/event-types", summary: "List the types of events",
                answers: [.found(.object(["data": .array(type), "request_id": requestID]))]),
        ])

    private static let event = Schema.object(
        [
            "id": .id(VaultEvent.self), "object": .constant("event"), "type": .word(VaultEventType.self),
            "data": .anyObject.described("What it happened to, as it was then; never a secret."),
            "created_at": .dateTime,
        ], optional: ["request_id": requestID])

    private static let type = Schema.object([
        "object": .constant("event_type"), "type": .word(VaultEventType.self),
    ])
}
