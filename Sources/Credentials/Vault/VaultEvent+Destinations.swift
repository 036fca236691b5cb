public import JSON

extension EventDestination {
    /// What events tell of it: nothing that may hold a token.
    public var eventData: JSONObject {
        Self.eventData(id: id, name: name, status: status, types: types)
    }

    /// The same, for one whose secrets need not be opened.
    public static func eventData(
        id: EventDestinationID, name: String, status: EventDestinationStatus, types: [VaultEventType]
    ) -> JSONObject {
        [
            "id": .text(id.description), "object": "event_destination", "name": .text(name), "type": "webhook",
            "status": .text(status.rawValue),
            "events": types.isEmpty ? ["*"] : .array(types.map { .text($0.rawValue) }),
        ]
    }
}
