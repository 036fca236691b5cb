import Credentials
import Delivery
import JSON
import MariaDB
import Outgoing
import Secrets
import Store
import TestDatabase
import Testing

/// An organization whose events are told to destinations, in the database of an ``Outbox``.
final class EventBox: Sendable {
    let outbox: Outbox
    let organization: OrganizationID

    init() throws {
        outbox = try Outbox()
        var store = try outbox.store()
        let organization = Organization(id: IdentifierGenerator.shared.next(), name: "Acme")
        try store.insert(organization)
        self.organization = organization.id
    }

    /// Proof of leave to do something in the organization.
    func grant<Asked: VaultOperation>(_: Asked.Type = Asked.self) throws -> VaultGrant<Asked> {
        try VaultCaller(key: .init(number: 1), reach: .organization(organization, .write)).grant(Asked.self)
    }

    /// Adds a destination that is told of new agents and of other destinations that become inactive.
    @discardableResult
    func newDestination(
        _ url: String, types: [VaultEventType] = [.agentCreated, .eventDestinationDeactivated],
        headers: [EventDestination.CustomHeader] = []
    ) throws -> EventDestination {
        let destination = EventDestination(
            id: IdentifierGenerator.shared.next(), organization: organization, name: "App", types: types,
            url: Secret(url), headers: headers, secret: .generate(), updatedAt: .now)
        var store = try outbox.store()
        try store.transaction { store in try store.insert(destination, try grant()) }
        return destination
    }

    /// Writes a changed destination.
    func update(_ destination: EventDestination) throws {
        var store = try outbox.store()
        try store.transaction { store in try store.update(destination, try grant()) }
    }

    func delete(_ destination: EventDestinationID) throws {
        var store = try outbox.store()
        try store.transaction { store in try store.delete(destination, try grant()) }
    }

    func destination(_ id: EventDestinationID) throws -> EventDestination {
        var store = try outbox.store()
        return try #require(try store.eventDestination(id, try grant(ReadEventDestination.self)))
    }

    /// Records so many events.
    func record(_ count: Int = 1) throws {
        var store = try outbox.store()
        for index in 0..<count {
            try store.transaction { store in
                try store.record(.agentCreated, ["number": .number(JSONNumber(index))], in: organization)
            }
        }
    }

    /// What a destination was or is to be told, newest first.
    func deliveries(to destination: EventDestination) throws -> [EventDelivery] {
        var store = try outbox.store()
        let page = PageRequest<EventDeliveryID, Void>(after: nil, limit: 1000, sort: (), descending: true)
        return try store.eventDeliveries(to: destination.id, EventDeliveryFilter(), page, try grant()).items
    }

    /// How far the deliveries to a destination have come, without repetition.
    func statuses(of destination: EventDestination) throws -> Set<EventDeliveryStatus> {
        Set(try deliveries(to: destination).map(\.status))
    }

    func event(_ id: VaultEventID) throws -> VaultEvent? {
        var store = try outbox.store()
        return try store.event(id, try grant())
    }

    /// The types of the events, oldest first.
    func eventTypes() throws -> [VaultEventType] {
        var store = try outbox.store()
        let page = PageRequest<VaultEventID, Void>(after: nil, limit: 1000, sort: (), descending: true)
        return try store.events(VaultEventFilter(), page, try grant()).items.map(\.type).reversed()
    }

    /// Lets time pass for what waits.
    func hurry() throws {
        var session = try outbox.database.session()
        try session.execute(
            "UPDATE event_deliveries SET next_attempt_at = \(Timestamp.now) WHERE next_attempt_at IS NOT NULL")
    }

    /// Whether what is due has been tried, and what was tried has been settled.
    private func isQuiet() throws -> Bool {
        var session = try outbox.database.session()
        return try session.rows(
            """
            SELECT id FROM event_deliveries
            WHERE next_attempt_at <= \(Timestamp.now) OR (status = 'pending' AND attempts > 0 AND last_result IS NULL)
            """
        ) { try $0("id", as: EventDeliveryID.self) }.isEmpty
    }

    /// Runs a deliverer while the body runs, and stops it. What fails is not tried again within a test unless
    /// ``hurry()`` lets time pass.
    func delivering(
        timeout: Duration = .seconds(20), policy: AddressPolicy? = nil, while body: () throws -> Void
    ) throws {
        let deliverer = try outbox.newDeliverer(timeout: timeout, policy: policy) {
            $0.eventSchedule = DeliverySchedule(firstPauses: [3600, 3600, 3600])
        }
        let result = Result { try body() }
        #expect(deliverer.stop())
        try result.get()
    }

    /// Runs a deliverer until nothing is due any more.
    func deliver(timeout: Duration = .seconds(20), policy: AddressPolicy? = nil) throws {
        try delivering(timeout: timeout, policy: policy) { try wait(for: "all to be tried") { try isQuiet() } }
    }
}
