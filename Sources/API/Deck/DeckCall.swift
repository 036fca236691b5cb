import Credentials
import JSON
import Outgoing
import Store

/// A request of `/v2` whose caller is known, whose route was found and whose input was read.
struct DeckCall: Sendable {
    let caller: VaultCaller
    let method: String
    let path: String
    let parameters: [String: PathSegment]
    let input: DeckInput
    /// The header's value, if any.
    let idempotencyKey: String?
    /// The lease that a worker presents, if any.
    let lease: String?
    let limits: VaultLimits
    /// Which addresses callers may have the service call.
    let addresses: AddressPolicy
    let requestID: String
    let arrival: ContinuousClock.Instant

    /// An id in the path.
    ///
    /// - Throws: `notFound` for what is not an id of that kind.
    func identifier<Kind>(_ kind: DeckKind, _: Kind.Type = Kind.self) throws(Failure) -> Identifier<Kind> {
        try found(parameters["id"]?.decoded.flatMap(Identifier<Kind>.init), kind)
    }

    /// An answer with one object.
    func answer(_ object: JSONObject, status: Int = 200) -> Response {
        var body = object
        body["request_id"] = .text(requestID)
        return .json(body, status: status)
    }

    /// An answer with a page of a list (deck-v2.md section 1.6).
    func answer<Item, Kind>(
        _ page: Page<Item>, id: (Item) -> Identifier<Kind>, _ represent: (Item) -> JSONObject
    ) -> Response {
        let next = page.hasMore ? page.items.last.map { JSON.text(Cursor.text(id($0))) } : nil
        return .json([
            "data": .array(page.items.map { .object(represent($0)) }), "has_more": .bool(page.hasMore),
            "next_cursor": next ?? .null, "request_id": .text(requestID),
        ])
    }
}
