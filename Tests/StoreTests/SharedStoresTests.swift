import Credentials
import MariaDB
import TestDatabase
import Testing

@testable import Store

@Suite("Store: stores that several work with in turn", .timeLimit(.minutes(5)))
struct SharedStoresTests {
    private let deployment: Deployment

    init() throws {
        deployment = try Deployment()
    }

    /// A store that is known by its number.
    private func make(_ number: Int) -> Store {
        var configuration = deployment.database.configuration
        configuration.preamble.append("SET @number = \(number)")
        return Store(Session(connectingOnUse: configuration), keyring: deployment.keyring)
    }

    private static let number: @Sendable (inout Store) throws -> Int? = { store in
        try store.session.first("SELECT @number AS number") { try $0("number") }
    }

    @Test("whichever worked last works first, and there are no more than are used at once")
    func order() throws {
        let stores = SharedStores()
        let seen = try stores.perform(making: { make(1) }) { first in
            [try Self.number(&first), try stores.perform(making: { make(2) }, Self.number) ?? nil]
        }
        #expect(seen == [1, 2])
        // The first was given back last.
        for _ in 0..<3 { #expect(try stores.perform(making: { make(3) }, Self.number) == 1) }
    }

    @Test("there are four at most; whoever comes then has to do without, until one is given back")
    func bound() throws {
        let stores = SharedStores()
        #expect(depth(stores) == 4)
        #expect(depth(stores) == 4)
    }

    /// How many are to be had inside of each other.
    private func depth(_ stores: SharedStores) -> Int {
        stores.perform(making: { make(0) }) { _ in 1 + depth(stores) } ?? 0
    }

    @Test("after an error a store works on")
    func error() throws {
        struct Sad: Error {}
        let stores = SharedStores()
        for _ in 0..<6 {
            #expect(throws: Sad.self) { try stores.perform(making: { make(1) }) { _ in throw Sad() } }
        }
        #expect(try stores.perform(making: { make(2) }, Self.number) == 1)
    }

    @Test("whoever cannot connect does nothing, and none is used for a while")
    func noConnection() throws {
        let stores = SharedStores()
        #expect(try stores.perform(making: { make(1) }, Self.number) == 1)
        let seen = try stores.perform(making: { make(2) }) { _ in
            try stores.perform(
                making: { Store(deployment.database.lostSession(), keyring: deployment.keyring) }, Self.number)
        }
        #expect(seen == .some(nil))
        #expect(try stores.perform(making: { make(3) }, Self.number) == nil)
    }

    /// Ids of the connections to the database; some may be about to end.
    private func connections() throws -> Set<Int> {
        Set(
            try deployment.column(
                "id",
                """
                SELECT id FROM information_schema.processlist
                WHERE db = \(deployment.database.name) AND id <> CONNECTION_ID()
                """))
    }

    /// Asks three times with a crew of one, whose thread's store has a connection of its own; how many there are then. What
    /// is asked for is not there.
    private func ask(_ configuration: MariaDB.Configuration, sharing: Bool) throws -> Int {
        let before = try connections()
        let (batches, keyring) = (StoreBatches(sharing: sharing), deployment.keyring)
        let crew = TestCrew(1) { crew in
            Store(try Session(configuration), keyring: keyring, batches: batches, crew: crew)
        }
        defer { crew.end() }
        let store = Store(
            Session(connectingOnUse: configuration), keyring: keyring, batches: batches, crew: crew)
        let switchboard: Switchboard? = store.switchboard
        for _ in 0..<3 { #expect(try #require(switchboard).answer(to: .credential(new())) == nil) }
        return try connections().subtracting(before).count
    }

    @Test("what is done together is done by them, where there are any", arguments: [false, true])
    func together(sharing: Bool) throws {
        #expect(try ask(deployment.database.configuration, sharing: sharing) == (sharing ? 2 : 1))
    }

    @Test("where the server has no connection for a shared store, a thread's own does")
    func ownConnection() throws {
        let name = deployment.database.name
        try deployment.database.execute("CREATE USER \(name)@localhost WITH MAX_USER_CONNECTIONS 1")
        defer { try? deployment.database.execute("DROP USER \(name)@localhost") }
        try deployment.database.execute("GRANT ALL ON \(name).* TO \(name)@localhost")
        var configuration = deployment.database.configuration
        (configuration.user, configuration.password) = (name, "")
        #expect(try ask(configuration, sharing: true) == 1)
    }
}
