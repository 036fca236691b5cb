import Credentials
import JSON
import MariaDB
import Secrets
import Store
import TestDatabase
import Testing

@testable import Delivery

@Suite("Clearing deleted realms")
struct SweepTests {
    private let outbox: Outbox

    init() throws {
        outbox = try Outbox()
    }

    /// Deletes the account's realm and two more, and returns their ids in the order in which they are cleared.
    private func deletedRealms() throws -> [RealmID] {
        var store = try outbox.store()
        for _ in 0..<2 {
            let realm = Realm(id: IdentifierGenerator.shared.next(), account: outbox.account, name: "x")
            try store.create(realm, signing: try JWTKey.generate(.hs256), request: [:])
        }
        var session = try outbox.database.session()
        try session.execute("UPDATE realms SET deleted = TRUE")
        return try store.deletedRealms()
    }

    @Test("a realm that cannot be cleared does not keep those behind it, and its failure is told")
    func failure() throws {
        let realms = try deletedRealms()
        var session = try outbox.database.session()
        try session.runScript(
            """
            CREATE TRIGGER failing BEFORE DELETE ON realms FOR EACH ROW
            IF OLD.id = x'\(realms[0].bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())' THEN
                SIGNAL SQLSTATE '45000'; END IF
            """)
        var store = try outbox.store()
        #expect(throws: MariaDBError.self) { try Sweep.clearDeletedRealms(&store, until: StopSignal()) }
        #expect(try store.deletedRealms() == [realms[0]])
        try session.runScript("DROP TRIGGER failing")
        #expect(try Sweep.clearDeletedRealms(&store, until: StopSignal()) == 1)
        #expect(try store.deletedRealms().isEmpty)
    }

    @Test("nothing more is cleared once the process is to stop")
    func stopping() throws {
        let realms = try deletedRealms()
        let stopSignal = StopSignal()
        stopSignal.raise()
        var store = try outbox.store()
        #expect(try Sweep.clearDeletedRealms(&store, until: stopSignal) == 0)
        #expect(try store.deletedRealms() == realms)
    }
}
