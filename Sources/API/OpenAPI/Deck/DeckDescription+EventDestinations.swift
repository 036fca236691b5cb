import Credentials

extension DeckDescription {
    static let eventDestinations = ResourceDescription(
        title: "Event destinations", about: "Who is told of events, by Standard Webhooks.",
        id: .id(EventDestination.self),
        schemas: ["EventDestination": destination, "EventDelivery": delivery],
        routes: [
            RouteDescription(
                name: "GET /v2/event-destinations", summary: "List event destinations", parameters: .deckPage,
                answers: [.found(.deckPage(of: "EventDestination"))]),
            RouteDescription(
                name: "POST /v2/event-destinations", summary: "Create an event destination",
                details: "Its signing secret is shown in this answer only.",
                body: .object(
                    ["name": .filledText(), "events": selection, "webhook": .object(["url": url], optional: webhook)],
                    optional: ["type": .constant("webhook")]),
                answers: [.created(.shared("EventDestination"))]),
            RouteDescription(
                name: "GET /v2/event-destinations/:id", summary: "Get an event destination",
                answers: [.found(.shared("EventDestination"))]),
            RouteDescription(
                name: "PATCH /v2/event-destinations/:id", summary: "Change an event destination",
                details: "A new secret is shown in this answer only; the former one signs along for 24 hours.",
                body: .object(
                    [:],
                    optional: [
                        "name": .filledText(), "events": selection, "status": .word(EventDestinationStatus.self),
                        "type": .constant("webhook"), "webhook": .object([:], optional: ["url": url] + webhook),
                    ]),
                answers: [.found(.shared("EventDestination"))]),
            RouteDescription(
                name: "DELETE /v2/event-destinations/:id", summary: "Delete an event destination",
                answers: [.found(.deletion(EventDestination.self, "event_destination"))]),
            RouteDescription(
                name: "GET /v2/event-destinations/:id/event-deliveries", summary: "List what a destination was told of",
                parameters: .deckPage + [
                    .query("status", .text(255), "Only those in these states, with commas."),
                    .query("type", .text(2000), "Only those of events of these types, with commas."),
                ], answers: [.found(.deckPage(of: "EventDelivery"))]),
        ])

    private static let url = Schema.address(2048)

    private static let selection = Schema.array(.words(["*"] + VaultEventType.allCases.map(\.rawValue)))

    private static let webhook: Members = [
        "custom_headers": .bytes(8192).orNull.described("A JSON object of strings, encoded as a string."),
        "secret": .matching("^whsec_[0-9A-Za-z+/=]+$").orNull.described("Made when it is null or not given."),
    ]

    private static let destination = Schema.resource(
        EventDestination.self, "event_destination",
        [
            "name": .text, "type": .constant("webhook"), "status": .word(EventDestinationStatus.self),
            "events": selection, "webhook": .object(["url": .text], optional: ["secret": .text]),
        ])

    private static let delivery = Schema.object([
        "id": .id(EventDelivery.self), "object": .constant("event_delivery"),
        "status": .word(EventDeliveryStatus.self), "event_type": .word(VaultEventType.self),
        "event_id": .id(VaultEvent.self), "event_destination_id": .id(EventDestination.self), "attempts": .integer,
        "last_result": .text.orNull, "created_at": .dateTime, "delivered_at": .dateTime.orNull,
    ])
}
