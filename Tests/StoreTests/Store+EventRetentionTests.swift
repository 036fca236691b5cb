import Credentials
import JSON
import MariaDB
import Secrets
import Store
import TestDatabase
import Testing

@Suite("Store: how long events and their deliveries are kept")
struct StoreEventRetentionTests {
    let deployment: Deployment
    let organization: OrganizationID

    init() throws {
        deployment = try Deployment()
        organization = try deployment.newOrganization()
    }

    @Test("events and deliveries go after 30 days, in batches, whatever has become of them")
    func sweeping() throws {
        var store = try deployment.store()
        let grant = try deployment.grant(WriteEventDestination.self, in: organization)
        try store.transaction { store in try store.insert(EventDestination.sample(in: organization), grant) }
        for _ in 0..<4 { try store.record(.agentCreated, [:], in: organization) }
        try move("vault_events", to: [31, 31, 31, 29])
        try move("event_deliveries", to: [31, 31, 31, 29])
        #expect(try store.sweepVaultEvents(at: .now, limit: 2) == 2)
        #expect(try store.sweepVaultEvents(at: .now, limit: 2) == 1)
        #expect(try store.sweepVaultEvents(at: .now, limit: 2) == 0)
        #expect(try store.sweepEventDeliveries(at: .now, limit: 2) == 2)
        #expect(try store.sweepEventDeliveries(at: .now, limit: 2) == 1)
        #expect(try store.sweepEventDeliveries(at: .now, limit: 2) == 0)
        let left: [EventDeliveryID] = try deployment.column("id", "SELECT id FROM event_deliveries")
        #expect(left.count == 1)
    }

    @Test("a former secret is forgotten when it signs no more")
    func formerSecrets() throws {
        var store = try deployment.store()
        let grant = try deployment.grant(WriteEventDestination.self, in: organization)
        var destination = EventDestination.sample(in: organization)
        destination.rotate(to: .generate(), at: .now)
        try store.transaction { store in try store.insert(destination, grant) }
        #expect(try store.sweepFormerSecrets(at: Timestamp.now.adding(seconds: 86_000), limit: 5) == 0)
        #expect(try store.eventDestination(destination.id, grant)?.former != nil)
        #expect(try store.sweepFormerSecrets(at: Timestamp.now.adding(seconds: 86_401), limit: 5) == 1)
        #expect(try store.eventDestination(destination.id, grant)?.former == nil)
        #expect(
            try deployment.column("former_secret", "SELECT former_secret FROM event_destinations") == [[UInt8]?.none])
    }

    /// Lets what a table holds be so many days old, in its order.
    private func move(_ table: StaticString, to ages: [Int]) throws {
        let ids: [VaultEventID] = try deployment.column("id", "SELECT id FROM \(raw: table) ORDER BY id")
        for (index, (id, days)) in zip(ids, ages).enumerated() {
            let moved = VaultEventID.lowest(at: .now.adding(seconds: -days * 86_400)).number + UInt128(index)
            try deployment.execute("UPDATE \(raw: table) SET id = \(VaultEventID(number: moved)) WHERE id = \(id)")
        }
    }

    @Test("what a destination holds sealed opens in its own row and column alone")
    func sealed() throws {
        var store = try deployment.store()
        let grant = try deployment.grant(WriteEventDestination.self, in: organization)
        let (one, other) = (EventDestination.sample(in: organization), EventDestination.sample(in: organization))
        try store.transaction { store in
            try store.insert(one, grant)
            try store.insert(other, grant)
        }
        #expect(try store.eventDestination(one.id, grant)?.secret == one.secret)
        try deployment.execute(
            """
            UPDATE event_destinations AS a JOIN event_destinations AS b ON b.id = \(other.id)
            SET a.secret = b.secret WHERE a.id = \(one.id)
            """)
        #expect(throws: SealError.self) { try store.eventDestination(one.id, grant) }
        try deployment.execute(
            "UPDATE event_destinations SET former_secret = secret, former_secret_until = updated_at WHERE id = \(other.id)"
        )
        #expect(throws: SealError.self) { try store.eventDestination(other.id, grant) }
    }
}
