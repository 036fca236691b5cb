import Credentials
import JSON
import Store

/// The operations on event destinations and their deliveries (deck-v2.md section 7.2).
enum EventDestinationHandlers {
    private static let notFound = DeckKind.notFound("event_destination")

    static func list(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadEventDestination.self)
        let page = try store.eventDestinations(try call.input.query.page(of: EventDestination.self), grant)
        return call.answer(page, id: \.id) { $0.representation() }
    }

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadEventDestination.self)
        let destination = try store.eventDestination(try call.identifier(notFound), grant)
        return call.answer(try found(destination, notFound).representation())
    }

    static func deliveries(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadEventDestination.self)
        var filter = EventDeliveryFilter()
        filter.statuses = try call.input.query.filter("status")
        filter.types = try call.input.query.filter("type")
        let page = try call.input.query.page(of: EventDelivery.self)
        let destination = try found(try store.eventDestination(try call.identifier(notFound), grant), notFound)
        let deliveries = try store.eventDeliveries(to: destination.id, filter, page, grant)
        return call.answer(deliveries, id: \.id) { $0.representation }
    }

    /// A destination is active from the beginning, and told so itself if it wants to be.
    static func create(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteEventDestination.self)
        var attributes = DeckAttributes(call.input.body)
        let draft = attributes.newEventDestination(in: grant.organization, at: .now, call.addresses)
        try attributes.check()
        return try call.write(&store, grant) { store in
            let destination = try found(draft)
            try store.insert(destination, grant)
            try store.record(destination.status.event, destination.eventData, in: grant.organization)
            return Written(response: call.answer(destination.representation(withSecret: true), status: 201))
        }
    }

    static func update(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteEventDestination.self)
        let id: EventDestinationID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            let former = try found(try store.lockedEventDestination(id, grant), notFound)
            var attributes = DeckAttributes(call.input.body)
            let change = attributes.eventDestinationChange(call.addresses)
            try attributes.check()
            var destination = former
            change.apply(to: &destination, at: .now)
            try store.update(destination, grant)
            if destination.status != former.status {
                try store.record(destination.status.event, destination.eventData, in: grant.organization)
            }
            return Written(
                response: call.answer(destination.representation(withSecret: change.secret != nil)))
        }
    }

    static func delete(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteEventDestination.self)
        let id: EventDestinationID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            _ = try found(try store.lockedEventDestination(id, grant), notFound)
            try store.delete(id, grant)
            return Written(response: call.answer(deletion(of: id, "event_destination")))
        }
    }
}
