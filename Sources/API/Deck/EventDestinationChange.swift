import Credentials
import JSON
import Outgoing
import Secrets

/// What a request says of an event destination.
struct EventDestinationChange {
    var name: String?
    var types: [VaultEventType]?
    var status: EventDestinationStatus?
    var url: Secret?
    /// Null for none.
    var headers: [EventDestination.CustomHeader]?
    /// A new one where the request says null.
    var secret: WebhookSecret?

    /// Writes it to a destination.
    func apply(to destination: inout EventDestination, at now: Timestamp) {
        destination.name = name ?? destination.name
        destination.types = types ?? destination.types
        destination.status = status ?? destination.status
        destination.url = url ?? destination.url
        destination.headers = headers ?? destination.headers
        if let secret { destination.rotate(to: secret, at: now) }
        destination.updatedAt = now
    }
}

extension DeckAttributes {
    /// A new destination, if it is valid.
    mutating func newEventDestination(
        in organization: OrganizationID, at now: Timestamp, _ addresses: AddressPolicy
    ) -> EventDestination? {
        let change = eventDestinationChange(addresses)
        for name in ["name", "events"] where values[name] == nil { miss(name) }
        if lacksURL { miss("webhook.url") }
        guard problems.isEmpty, let name = change.name, let types = change.types, let url = change.url else {
            return nil
        }
        return EventDestination(
            id: IdentifierGenerator.shared.next(), organization: organization, name: name, types: types, url: url,
            headers: change.headers ?? [], secret: change.secret ?? .generate(), updatedAt: now)
    }

    /// What is to be changed of a destination, or what a new one is to be like.
    mutating func eventDestinationChange(_ addresses: AddressPolicy) -> EventDestinationChange {
        var change = EventDestinationChange()
        change.name = replacement(of: "name")
        change.types = eventSelection()
        change.status = word("status")
        if case let type = text("type"), type.isPresent, type.value != "webhook" { refuse("type", "must be webhook.") }
        switch object("webhook") {
        case .absent: break
        case .null: miss("webhook.url")
        case .value(let webhook):
            var inner = DeckAttributes(webhook, path: path + "webhook.")
            inner.readWebhook(into: &change, addresses)
            take(inner)
        }
        return change
    }

    private var lacksURL: Bool {
        switch values["webhook"] {
        case nil: true
        case .object(let webhook)?: webhook["url"] == nil
        default: false
        }
    }

    /// The types of events that are wanted; empty for all of them, which is written `["*"]`.
    private mutating func eventSelection() -> [VaultEventType]? {
        guard values["events"] != nil else { return nil }
        let count = problems.count
        let items = array("events").value ?? []
        if items.isEmpty, problems.count == count { miss("events") }
        var types: [VaultEventType] = []
        for item in items where item != "*" {
            guard let type = item.text.flatMap(VaultEventType.init(rawValue:)) else {
                refuse("events", "has an unknown value.")
                return nil
            }
            if !types.contains(type) { types.append(type) }
        }
        return items.contains("*") ? [] : types
    }
}
