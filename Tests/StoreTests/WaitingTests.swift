import Credentials
import JSON
import MariaDB
import Secrets
import Synchronization
import TestDatabase
import Testing

@testable import Store

@Suite("Store: what waits")
struct WaitingTests {
    /// A crew that counts, and does nothing.
    private final class CountingCrew: Crew {
        private let waits = Atomic(0)

        /// How often something was about to wait since it was last asked.
        func takeCount() -> Int { waits.exchange(0, ordering: .relaxed) }

        func willWait() {
            waits.add(1, ordering: .relaxed)
        }

        func perform(_ job: @escaping @Sendable (inout Store) -> Void) {}
        func perform(after delay: Duration, _ job: @escaping @Sendable (inout Store) -> Void) {}
    }

    private let deployment: Deployment
    private let crew = CountingCrew()

    init() throws {
        deployment = try Deployment()
    }

    @Test("whatever waits for the database is announced before")
    func announced() throws {
        var store = try deployment.store(crew: crew)
        _ = crew.takeCount()
        _ = try store.find(new() as UserID)
        #expect(crew.takeCount() > 0)
        try store.transaction { _ in #expect(crew.takeCount() > 0) }
        #expect(crew.takeCount() > 0)
        _ = try store.sharing { _ in true }
        #expect(crew.takeCount() > 0)
        var unconnected = Store(
            Session(connectingOnUse: deployment.database.configuration), keyring: deployment.keyring, crew: crew)
        try unconnected.session.ensureConnected()
        #expect(crew.takeCount() > 0)
    }

    @Test("what one store of a process read a moment ago another need not ask for")
    func shared() throws {
        let deployment = try Deployment(policy: .encrypt)
        let batches = StoreBatches()
        var reader = try deployment.store(batches: batches, crew: crew)
        var other = try deployment.store(batches: batches, crew: crew)
        let user = try reader.newUser("robot", try deployment.grant(), type: .api)
        let grant = try deployment.grant(CreateCredential.self)
        let event = NewEvent(
            .userUpdated, of: Event.Subject(realm: deployment.realm, user: user), in: deployment.account, request: [:])
        func question(_ store: inout Store) throws -> Question<Bool>? {
            try store.creation(of: .apiKey(Secret("a new key")), id: new(), for: user, grant, noting: event)
        }
        #expect(throws: StoreFailure.wouldWait) { try other.withoutWaiting { try question(&$0) == nil } }
        // For a second only.
        let isKnown = try (0..<100).contains { _ in
            _ = try question(&reader)
            return (try? other.withoutWaiting { try question(&$0) != nil }) ?? false
        }
        #expect(isKnown)
    }

    @Test("a store that must not wait asks nothing, changes nothing, and may wait again afterwards")
    func withoutWaiting() throws {
        var store = try deployment.store(crew: crew)
        let before = try deployment.database.fingerprint()
        let connection = try connectionID(of: &store)
        _ = crew.takeCount()
        #expect(throws: StoreFailure.wouldWait) {
            try store.withoutWaiting { try $0.find(new() as UserID) }
        }
        #expect(throws: StoreFailure.wouldWait) {
            try store.withoutWaiting { store in
                try store.transaction { store in try store.insert(Account(id: new(), name: "Never")) }
            }
        }
        #expect(throws: StoreFailure.wouldWait) {
            try store.withoutWaiting { try $0.session.transact(["DELETE FROM accounts"]) }
        }
        #expect(try store.withoutWaiting { _ in 7 } == 7)
        #expect(crew.takeCount() == 0)
        #expect(try deployment.database.fingerprint() == before)
        #expect(try store.find(new() as UserID) == nil)
        #expect(try connectionID(of: &store) == connection)
    }

    private func connectionID(of store: inout Store) throws -> Int? {
        try store.session.first("SELECT CONNECTION_ID() AS id") { try $0("id") }
    }
}
