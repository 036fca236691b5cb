import Credentials
import JSON
import Store

/// The operations on events (deck-v2.md section 7.1).
enum VaultEventHandlers {
    static func list(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadVaultEvent.self)
        var filter = VaultEventFilter()
        filter.types = try call.input.query.filter("type")
        filter.createdAfter = try call.input.query.time("created_after")
        filter.createdBefore = try call.input.query.time("created_before")
        let page = try store.events(filter, try call.input.query.page(of: VaultEvent.self), grant)
        return call.answer(page, id: \.id) { $0.representation }
    }

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadVaultEvent.self)
        let notFound = DeckKind.notFound("event")
        return call.answer(try found(try store.event(try call.identifier(notFound), grant), notFound).representation)
    }

    /// All types that there are, on one page. That the list is in `data`, of objects that name their type, is ours: the
    /// pages found tell only that it is a list without pages.
    static func types(_ call: DeckCall, _: inout Store) throws -> Response {
        _ = try call.caller.grant(ReadVaultEvent.self)
        let types = VaultEventType.allCases.map { type -> JSON in ["object": "event_type", "type": JSON(type)] }
        return call.answer(["data": .array(types)])
    }
}
