public import Credentials
import MariaDB

/// What it takes to deliver a claimed event.
public struct EventMessage: Sendable {
    /// What is to be told.
    public let event: VaultEvent
    /// Whom, with the URL and what to sign with.
    public let destination: EventDestination
}

extension Store {
    /// Claims the event delivery that has been due for the longest time; `nil` when none is due.
    ///
    /// - Parameter busy: destinations whose turn it is not.
    public mutating func claimEventDelivery(
        at now: Timestamp, leaseUntil end: Timestamp, passingOver busy: Set<EventDestinationID>
    ) throws -> EventDeliveryClaim? {
        try claim(from: .eventDeliveries, at: now, leaseUntil: end, passingOver: busy)
    }

    /// What is to be delivered under a claim; `nil` when there is nobody to tell any more, or nothing: the destination is
    /// inactive or gone, or the event is older than events are kept.
    public mutating func eventMessage(_ claim: EventDeliveryClaim) throws -> EventMessage? {
        let event = try session.first(
            """
            SELECT \(raw: vaultEventColumns) FROM vault_events
            WHERE id = (SELECT event_id FROM event_deliveries WHERE id = \(claim.item))
            """, VaultEvent.init(row:))
        guard let event,
            let destination = try eventDestination(where: "id = \(claim.receiver) AND status = 'active'")
        else { return nil }
        return EventMessage(event: event, destination: destination)
    }

    /// Notes what came of a claim. A failure counts only while the claim is in force; the last one makes the destination
    /// inactive.
    public mutating func settle(_ claim: EventDeliveryClaim, _ report: DeliveryReport, at now: Timestamp) throws {
        try transaction { store in
            // In this order whoever fails for the last time: destination, then deliveries.
            let destination = report.outcome == .failed ? try store.lockedDestination(claim.receiver) : nil
            guard try store.write(report, of: claim, at: now), let destination else { return }
            try store.deactivate(destination, at: now)
        }
    }

    /// Not opened: whatever cannot be must become inactive too.
    private mutating func lockedDestination(_ id: EventDestinationID) throws -> EventDestinationRow? {
        try session.first(
            """
            SELECT \(raw: EventDestinationRow.columns) FROM event_destinations
            WHERE id = \(id) AND status = 'active' FOR UPDATE
            """, EventDestinationRow.init)
    }

    /// - Returns: whether it counts.
    private mutating func write(_ report: DeliveryReport, of claim: EventDeliveryClaim, at now: Timestamp) throws
        -> Bool
    {
        let isInForce: SQL = report.outcome == .completed ? "" : "AND attempts = \(claim.attempt)"
        let arrival = report.outcome == .completed ? now : nil
        return try session.execute(
            """
            UPDATE event_deliveries SET status = \(report.outcome.status), next_attempt_at = \(report.outcome.nextAttempt),
                last_result = \(report.result), delivered_at = \(arrival)
            WHERE id = \(claim.item) AND status = 'pending' \(fragment: isInForce)
            """) == 1
    }

    /// Makes a destination inactive that does not answer, calls off what it was still to be told, and tells the others.
    private mutating func deactivate(_ destination: EventDestinationRow, at now: Timestamp) throws {
        try session.execute(
            "UPDATE event_destinations SET status = 'inactive', updated_at = \(now) WHERE id = \(destination.id)")
        try callOffDeliveries(to: destination.id)
        let data = EventDestination.eventData(
            id: destination.id, name: destination.name, status: .inactive, types: destination.types)
        try record(.eventDestinationDeactivated, data, in: destination.organization)
    }
}

extension DeliveryOutcome {
    fileprivate var status: EventDeliveryStatus {
        switch self {
        case .completed: .success
        case .retry: .pending
        case .failed, .canceled: .failure
        }
    }
}
