import MariaDB
import TestDatabase
import Testing

@Suite struct ConnectionPreambleTests {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    private func setting(_ name: StaticString, in session: inout Session) throws -> Value? {
        try session.first("SELECT @@\(raw: name) AS value") { try $0.decode("value", as: Value.self) }
    }

    @Test("each session is strict, UTC, utf8mb4, READ COMMITTED and waits 3 seconds for a lock")
    func settings() throws {
        var session = try database.session()
        #expect(try setting("time_zone", in: &session) == .text("+00:00"))
        #expect(try setting("character_set_client", in: &session) == .text("utf8mb4"))
        #expect(try setting("collation_connection", in: &session) == .text("utf8mb4_nopad_bin"))
        #expect(try setting("tx_isolation", in: &session) == .text("READ-COMMITTED"))
        #expect(try setting("innodb_lock_wait_timeout", in: &session) == .unsigned(3))
        guard case .text(let modes) = try setting("sql_mode", in: &session) else {
            Issue.record("no sql_mode")
            return
        }
        #expect(modes.contains("STRICT_TRANS_TABLES") && modes.contains("ERROR_FOR_DIVISION_BY_ZERO"))
        #expect(modes.contains("NO_ENGINE_SUBSTITUTION") && modes.contains("NO_ZERO_DATE"))
    }

    @Test("the configuration's own statements run too, and one that fails is an error")
    func additions() throws {
        var configuration = database.configuration
        configuration.preamble = ["SET SESSION max_statement_time = 7"]
        var session = try Session(configuration)
        #expect(try setting("max_statement_time", in: &session) == .double(7))
        configuration.preamble = ["SET SESSION no_such_setting = 1"]
        #expect(throws: MariaDBError.self) { _ = try Session(configuration) }
    }

    @Test("a session that is not as it must be is refused")
    func check() throws {
        var configuration = database.configuration
        configuration.preamble = ["SET SESSION time_zone = '+02:00'"]
        #expect(failure { _ = try Session(configuration) } == .connectFailed)
        // So the check runs after the additions: it is by wsrep_sync_wait among them that it shows whether a node is ready.
        configuration.preamble = ["SET SESSION sql_mode = 'STRICT_TRANS_TABLES'"]
        #expect(failure { _ = try Session(configuration) } == .connectFailed)
    }
}
