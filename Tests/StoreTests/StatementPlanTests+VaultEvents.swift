import Credentials
import JSON
import MariaDB
import Secrets
import Store
import Testing

extension StatementPlanTests {
    func exerciseVaultEvents(of organization: OrganizationID, _ store: inout Store) throws {
        let destination = try exerciseDestinations(of: organization, &store)
        try deployment.fillEvents(of: organization, told: destination)
        try exerciseEventLists(of: organization, destination, &store)
        try exerciseEventDeliveries(to: destination, of: organization, &store)
        try exerciseEventSweeps(&store)
        let grant = try deployment.grant(WriteEventDestination.self, in: organization)
        try store.transaction { store in try store.delete(destination, grant) }
    }

    private func exerciseDestinations(
        of organization: OrganizationID, _ store: inout Store
    ) throws -> EventDestinationID {
        let grant = try deployment.grant(WriteEventDestination.self, in: organization)
        var destination = EventDestination.sample(in: organization)
        try store.transaction { store in try store.insert(destination, grant) }
        _ = try store.eventDestination(destination.id, grant)
        _ = try store.lockedEventDestination(destination.id, grant)
        destination.rotate(to: .generate(), at: .now)
        try store.update(destination, grant)
        for after in [nil, destination.id] {
            let page = PageRequest<EventDestinationID, Void>(after: after, limit: 10, sort: (), descending: true)
            _ = try store.eventDestinations(page, try deployment.grant(in: organization))
        }
        return destination.id
    }

    private func exerciseEventLists(
        of organization: OrganizationID, _ destination: EventDestinationID, _ store: inout Store
    ) throws {
        let read = try deployment.grant(ReadVaultEvent.self, in: organization)
        let middle = VaultEventID(number: 10_200)
        for filter in VaultEventFilter.samples {
            for after in [nil, middle] {
                let page = PageRequest<VaultEventID, Void>(after: after, limit: 10, sort: (), descending: true)
                _ = try store.events(filter, page, read)
            }
        }
        _ = try store.event(middle, read)
        for filter in EventDeliveryFilter.samples {
            for after in [nil, EventDeliveryID(number: 10_200)] {
                let page = PageRequest<EventDeliveryID, Void>(after: after, limit: 10, sort: (), descending: true)
                _ = try store.eventDeliveries(
                    to: destination, filter, page, try deployment.grant(in: organization))
            }
        }
    }

    private func exerciseEventDeliveries(
        to destination: EventDestinationID, of organization: OrganizationID, _ store: inout Store
    ) throws {
        try store.record(.agentCreated, [:], in: organization)
        let (now, busy) = (Timestamp.now.adding(seconds: 1), Set<EventDestinationID>([new()]))
        let outcomes: [DeliveryOutcome] = [.completed, .retry(at: now), .failed]
        for (index, outcome) in outcomes.enumerated() {
            let claim = try #require(
                try store.claimEventDelivery(
                    at: now, leaseUntil: now.adding(seconds: 60), passingOver: index == 0 ? [] : busy))
            // What the crowd's destinations hold is not sealed.
            _ = try? store.eventMessage(claim)
            try store.settle(claim, DeliveryReport(outcome, result: "x"), at: now)
        }
    }

    private func exerciseEventSweeps(_ store: inout Store) throws {
        _ = try store.sweepVaultEvents(at: .now, limit: 5)
        _ = try store.sweepEventDeliveries(at: .now, limit: 5)
        _ = try store.sweepFormerSecrets(at: .now, limit: 5)
    }
}

extension Deployment {
    // Organizations have 20 destinations and 400 events; most deliveries are settled, as in a deployment that runs.
    static let eventCrowd = [
        """
        INSERT INTO event_destinations (id, organization_id, name, status, event_types, url, secret, former_secret,
            former_secret_until, updated_at)
        SELECT \(id("seq")), \(id("seq MOD 20 + 1")), 'd', 'active', '[]', 'u', 's', IF(seq MOD 100, NULL, 's'),
            IF(seq MOD 100, NULL, UTC_TIMESTAMP + INTERVAL 1 HOUR), UTC_TIMESTAMP FROM seq_1_to_400
        """,
        """
        INSERT INTO vault_events (id, organization_id, event_type, data)
        SELECT \(id("seq")), \(id("seq MOD 20 + 1")), 'agent.created', '{}' FROM seq_1_to_8000
        """,
        """
        INSERT INTO event_deliveries (id, event_destination_id, event_id, event_type, status, attempts, next_attempt_at)
        SELECT \(id("seq")), \(id("seq MOD 400 + 1")), \(id("seq MOD 8000 + 1")), 'agent.created',
            IF(seq MOD 100, 'success', 'pending'), 1, IF(seq MOD 100, NULL, UTC_TIMESTAMP) FROM seq_1_to_16000
        """,
    ]

    /// Gives an organization 400 events of one type, told to a destination.
    fileprivate func fillEvents(of organization: OrganizationID, told destination: EventDestinationID) throws {
        try execute(
            """
            INSERT INTO vault_events (id, organization_id, event_type, data)
            SELECT \(raw: Self.ownNumber), \(organization), 'agent.created', '{}' FROM seq_10001_to_10400
            """)
        try execute(
            """
            INSERT INTO event_deliveries (id, event_destination_id, event_id, event_type, status, attempts)
            SELECT \(raw: Self.ownNumber), \(destination), \(raw: Self.ownNumber), 'agent.created', 'success', 1
            FROM seq_20001_to_20400
            """)
    }
}

extension EventDestination {
    /// A destination that is told of everything.
    static func sample(in organization: OrganizationID) -> EventDestination {
        EventDestination(
            id: new(), organization: organization, name: "x", types: [], url: Secret("https://app.example/"),
            secret: .generate(), updatedAt: .now)
    }
}

extension VaultEventFilter {
    fileprivate static var samples: [VaultEventFilter] {
        var samples = Array(repeating: VaultEventFilter(), count: 4)
        samples[1].types = [.agentCreated]
        samples[2].types = [.agentCreated, .agentDeleted]
        samples[3].types = [.agentCreated]
        for index in [1, 3] { samples[index].createdAfter = Timestamp.now.adding(seconds: -3600) }
        samples[0].createdBefore = .now
        samples[3].createdBefore = .now
        return samples
    }
}

extension EventDeliveryFilter {
    fileprivate static var samples: [EventDeliveryFilter] {
        var samples = Array(repeating: EventDeliveryFilter(), count: 4)
        samples[1].statuses = [.failure]
        samples[2].types = [.agentCreated]
        samples[3].statuses = [.success, .failure]
        samples[3].types = [.agentCreated, .agentDeleted]
        return samples
    }
}
