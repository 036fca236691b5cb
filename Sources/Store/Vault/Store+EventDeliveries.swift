public import Credentials
import MariaDB

/// What a list of deliveries may be narrowed down to; several values of one kind are alternatives.
public struct EventDeliveryFilter: Sendable {
    /// Only deliveries that have come so far; empty is all.
    public var statuses: [EventDeliveryStatus] = []
    /// Only deliveries of events of these types; empty is all.
    public var types: [VaultEventType] = []

    /// Lets everything through.
    public init() {}
}

extension Store {
    /// Notes for every active destination concerned that it is to be told of an event, in the event's transaction.
    mutating func insertDeliveries(
        of event: VaultEventID, _ type: VaultEventType, in organization: OrganizationID
    ) throws {
        let destinations: [EventDestinationID] = try session.rows(
            """
            SELECT id FROM event_destinations
            WHERE organization_id = \(organization) AND status = 'active' AND \(fragment: .concerns(type))
            """
        ) { try $0("id") }
        for destination in destinations {
            let id: EventDeliveryID = IdentifierGenerator.shared.next()
            try session.execute(
                """
                INSERT INTO event_deliveries (id, event_destination_id, event_id, event_type, status, attempts,
                    next_attempt_at)
                VALUES (\(id), \(destination), \(event), \(type), 'pending', 0, \(event.createdAt))
                """)
        }
    }

    /// How a destination that the caller sees was told of events, newest first.
    public mutating func eventDeliveries(
        to destination: EventDestinationID, _ filter: EventDeliveryFilter, _ page: PageRequest<EventDeliveryID, Void>,
        _: VaultGrant<ReadEventDestination>
    ) throws -> Page<EventDelivery> {
        let select: SQL = """
            SELECT id, status, event_type, event_id, event_destination_id, attempts, delivered_at, last_result
            FROM event_deliveries IGNORE INDEX (PRIMARY)
            """
        let rows = try session.rows(
            .newestFirst(select, parts: filter.parts(of: destination), page), EventDelivery.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Calls off what a destination that is inactive or gone was still to be told: it counts as failed. What is beyond the
    /// first 10,000, and what a transaction that is under way adds, is called off when it is due.
    mutating func callOffDeliveries(to destination: EventDestinationID) throws {
        try session.execute(
            """
            UPDATE event_deliveries FORCE INDEX (event_deliveries_status)
            SET status = 'failure', next_attempt_at = NULL, last_result = \(Self.calledOff)
            WHERE event_destination_id = \(destination) AND status = 'pending' ORDER BY id LIMIT 10000
            """)
    }

    /// What is told of a delivery that was called off.
    public static var calledOff: String { "Event destination is inactive or deleted" }

    /// Deletes deliveries that are kept no longer, a bounded number of them.
    ///
    /// - Returns: how many were deleted.
    public mutating func sweepEventDeliveries(at now: Timestamp, limit: Int) throws -> Int {
        let end = EventDeliveryID.lowest(at: now.adding(seconds: -Self.eventLifetime))
        return try session.execute("DELETE FROM event_deliveries WHERE id < \(end) ORDER BY id LIMIT \(limit)")
    }
}

extension EventDeliveryFilter {
    /// A condition for each range of an index that the list is made of.
    fileprivate func parts(of destination: EventDestinationID) -> [SQL] {
        let own: SQL = "event_destination_id = \(destination)"
        guard !types.isEmpty else {
            return statuses.isEmpty ? [own] : statuses.map { "\(fragment: own) AND status = \($0)" }
        }
        let wanted = statuses.isEmpty ? EventDeliveryStatus.allCases : statuses
        return types.flatMap { type in
            wanted.map { "\(fragment: own) AND event_type = \(type) AND status = \($0)" }
        }
    }
}

extension EventDelivery {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row("id"), status: try row("status"), eventType: try row("event_type"),
            event: try row("event_id"), destination: try row("event_destination_id"),
            attempts: try row("attempts"), deliveredAt: try row("delivered_at"), lastResult: try row("last_result"))
    }
}
