import Credentials
import JSON
import Outgoing
import Secrets

/// Reads the object `webhook` of an event destination (deck-v2.md section 7.2).
extension DeckAttributes {
    mutating func readWebhook(into change: inout EventDestinationChange, _ addresses: AddressPolicy) {
        change.url = webhookURL(addresses)
        change.headers = customHeaders()
        change.secret = webhookSecret()
    }

    /// A name's addresses are looked at when something is delivered (section 13, decisions 1 and 19).
    private mutating func webhookURL(_ addresses: AddressPolicy) -> Secret? {
        guard let text = replacement(of: "url", limit: .bytes(2048)) else { return nil }
        guard let url = OutgoingURL(text) else {
            refuse("url", "must be an http or https URL.")
            return nil
        }
        if url.hasUser { refuse("url", "must not hold a user or password.") }
        if !addresses.permits(url) { refuse("url", "has an address that is not permitted.") }
        return Secret(text)
    }

    /// A secret, new where null is given; `nil` when nothing is said of it.
    private mutating func webhookSecret() -> WebhookSecret? {
        switch text("secret") {
        case .absent: return nil
        case .null: return .generate()
        case .value(let text):
            if let secret = WebhookSecret(Secret(text)) { return secret }
            refuse("secret", "must be whsec_ and 24 to 64 bytes in base64.")
            return nil
        }
    }

    /// The headers in a text of JSON; none for null, `nil` when nothing is said of them.
    private mutating func customHeaders() -> [EventDestination.CustomHeader]? {
        let given = text("custom_headers", limit: .bytes(8192))
        guard let text = given.value else { return given.isPresent ? [] : nil }
        guard case .object(let object)? = try? JSON(parsing: Array(text.utf8)) else {
            refuse("custom_headers", "must be a JSON object of strings, encoded as a string.")
            return nil
        }
        var names: Set<String> = []
        return object.compactMap { name, value in
            guard let value = value.text, OutgoingRequest.isHeader(name: name, value: value) else {
                refuse("custom_headers", "must hold valid header names, and values that are valid strings.")
                return nil
            }
            guard !Self.isReserved(name.lowercased()), names.insert(name.lowercased()).inserted else {
                refuse("custom_headers", "must not hold a header twice, nor one that belongs to the message itself.")
                return nil
            }
            return EventDestination.CustomHeader(name: name, value: Secret(value))
        }
    }

    /// The standard's own headers (section 13, decision 15), and those that concern the connection (RFC 9110, 7.6.1).
    private static func isReserved(_ name: String) -> Bool {
        let connection = [
            "connection", "expect", "host", "keep-alive", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
        ]
        return connection.contains(name) || name.hasPrefix("webhook-") || name.hasPrefix("content-")
    }
}
