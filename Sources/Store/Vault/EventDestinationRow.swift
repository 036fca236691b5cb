import Credentials
import JSON
import MariaDB
import Secrets

/// A row of `event_destinations`, its secrets still sealed.
struct EventDestinationRow: Sendable {
    let id: EventDestinationID
    let organization: OrganizationID
    let name: String
    let types: [VaultEventType]
    private let status: EventDestinationStatus
    private let url: SealedValue
    private let headers: SealedValue?
    private let secret: SealedValue
    private let former: SealedValue?
    private let formerUntil: Timestamp?
    private let updatedAt: Timestamp

    static let columns: StaticString = """
        id, organization_id, name, status, event_types, url, custom_headers, secret, former_secret, former_secret_until,
        updated_at
        """

    init(_ row: Row) throws {
        id = try row("id")
        organization = try row("organization_id")
        name = try row("name")
        status = try row("status")
        types = try row("event_types", as: TextList<VaultEventType>.self).words
        url = SealedValue(bytes: try row("url"))
        headers = try row("custom_headers", as: [UInt8]?.self).map(SealedValue.init(bytes:))
        secret = SealedValue(bytes: try row("secret"))
        former = try row("former_secret", as: [UInt8]?.self).map(SealedValue.init(bytes:))
        formerUntil = try row("former_secret_until")
        updatedAt = try row("updated_at")
    }

    /// The destination, opened with the key of its organization.
    func opened(with key: DataKey) throws -> EventDestination {
        var destination = EventDestination(
            id: id, organization: organization, name: name, types: types,
            url: Secret(utf8: try key.open(url, place("url"))), headers: try openedHeaders(with: key),
            secret: try webhookSecret(secret, "secret", key), former: try openedFormer(with: key),
            updatedAt: updatedAt)
        destination.status = status
        return destination
    }

    private func openedHeaders(with key: DataKey) throws -> [EventDestination.CustomHeader] {
        guard let headers else { return [] }
        guard case .object(let object) = try JSON(parsing: try key.open(headers, place("custom_headers"))) else {
            throw SealError.malformed
        }
        return object.map { name, value in
            let text = if case .text(let text) = value { text } else { "" }
            return EventDestination.CustomHeader(name: name, value: Secret(text))
        }
    }

    private func openedFormer(with key: DataKey) throws -> EventDestination.FormerSecret? {
        guard let former, let formerUntil else { return nil }
        return EventDestination.FormerSecret(
            secret: try webhookSecret(former, "former_secret", key), end: formerUntil)
    }

    private func webhookSecret(_ sealed: SealedValue, _ field: String, _ key: DataKey) throws -> WebhookSecret {
        guard let secret = WebhookSecret(Secret(utf8: try key.open(sealed, place(field)))) else {
            throw SealError.malformed
        }
        return secret
    }

    private func place(_ field: String) -> SealPlace {
        SealPlace(scope: organization.number, object: id.number, field: field)
    }
}

/// What a row of `event_destinations` holds of its destination's secrets.
struct SealedDestination {
    let url: [UInt8]
    let headers: [UInt8]?
    let secret: [UInt8]
    let former: [UInt8]?

    init(_ destination: EventDestination, under key: DataKey) throws {
        func seal(_ bytes: [UInt8], _ field: String) throws -> [UInt8] {
            let place = SealPlace(
                scope: destination.organization.number, object: destination.id.number, field: field)
            return try key.seal(bytes, place).bytes
        }
        url = try seal(destination.url.bytes, "url")
        headers = destination.headers.isEmpty ? nil : try seal(destination.headersAsJSON, "custom_headers")
        secret = try seal(destination.secret.text.bytes, "secret")
        former = try destination.former.map { try seal($0.secret.text.bytes, "former_secret") }
    }
}

extension EventDestination {
    fileprivate var headersAsJSON: [UInt8] {
        JSON.object(headers.reduce(into: JSONObject()) { $0[$1.name] = .text($1.value.reveal()) }).encoded()
    }
}
