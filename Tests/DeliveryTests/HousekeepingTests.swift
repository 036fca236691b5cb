import Credentials
import JSON
import MariaDB
import Secrets
import Store
import TestDatabase
import Testing

@Suite("What time brings about without anybody's call")
struct HousekeepingTests {
    let box: EventBox

    init() throws {
        box = try EventBox()
    }

    @Test("a run whose worker is gone goes back to the queue, and a session that is idle too long ends")
    func consequences() throws {
        let (run, idle) = (try lostRun(), try idleSession())
        try box.delivering {
            try wait(for: "the run") { try status(of: run) == .queued }
            var store = try box.outbox.store()
            let read = try box.grant(ReadVaultSession.self)
            try wait(for: "the session") { try store.vaultSession(idle, read)?.status == .completed }
        }
    }

    @Test("what is kept no longer is cleared away")
    func clearances() throws {
        var destination = try box.newDestination("http://127.0.0.1:1/")
        destination.rotate(to: .generate(), at: Timestamp.now.adding(seconds: -86_401))
        try box.update(destination)
        try box.record(2)
        var session = try box.outbox.database.session()
        let lowest = VaultEventID.lowest(at: Timestamp.now.adding(seconds: -31 * 86_400))
        for table: SQL in ["vault_events", "event_deliveries"] {
            try session.execute("UPDATE \(fragment: table) SET id = \(lowest) ORDER BY id LIMIT 1")
        }
        for (key, age) in [(1, 86_401), (2, 86_000)] {
            try session.execute(
                """
                INSERT INTO idempotency_records (organization_id, key_digest, request_digest, status, created_at)
                VALUES (\(box.organization), UNHEX(SHA2(\(key), 256)), '', 200, \(Timestamp.now.adding(seconds: -age)))
                """)
        }
        try session.execute("UPDATE realms SET deleted = TRUE")
        try box.delivering {
            try wait(for: "the sweep of the realm") { try count("SELECT 1 AS row FROM realms") == 0 }
            for table: SQL in ["vault_events", "event_deliveries", "idempotency_records"] {
                try wait(for: "the sweep of \(table.text)") {
                    try count("SELECT 1 AS row FROM \(fragment: table)") == 1
                }
            }
            try wait(for: "the secret") {
                try count("SELECT 1 AS row FROM event_destinations WHERE former_secret IS NOT NULL") == 0
            }
        }
    }

    private func count(_ sql: SQL) throws -> Int {
        var session = try box.outbox.database.session()
        return try session.rows(sql) { try $0("row", as: Int.self) }.count
    }

    private func status(of run: TaskRunID) throws -> TaskRunStatus? {
        var store = try box.outbox.store()
        return try store.taskRun(run, try box.grant(ReadTaskRun.self))?.status
    }

    /// A run that was claimed an hour ago, under a lease of two minutes.
    private func lostRun() throws -> TaskRunID {
        let (write, now) = (try box.grant(WriteTaskRun.self), Timestamp.now)
        var store = try box.outbox.store()
        let page = PageRequest<VaultTaskID, Void>(after: nil, limit: 1, sort: (), descending: true)
        let task = try #require(try store.tasks(VaultTaskFilter(), page, try box.grant()).items.first)
        let session = VaultSession(
            id: IdentifierGenerator.shared.next(), organization: box.organization, credential: nil, updatedAt: now)
        let run = TaskRun(
            id: IdentifierGenerator.shared.next(), organization: box.organization, task: task.id, agent: task.agent,
            source: nil, credential: nil, session: session.id, lane: RunLaneID(number: session.id.number),
            timeoutSeconds: 86_400, input: nil, updatedAt: now)
        try store.insert(session, write)
        _ = try store.insert(run, write)
        let reach = WorkerReach(scopes: [.claim], organizations: [box.organization], sources: [])
        let worker = try VaultCaller(key: .init(number: 2), reach: .worker(reach)).grant(.claim)
        let claimed = try store.claim(RunClaim(), at: now.adding(seconds: -3600), worker)
        #expect(claimed?.run.id == run.id)
        #expect(try status(of: run.id) == .running)
        return run.id
    }

    /// A session that has been idle for an hour.
    private func idleSession() throws -> VaultSessionID {
        var session = VaultSession(
            id: IdentifierGenerator.shared.next(), organization: box.organization, credential: nil, updatedAt: .now)
        var store = try box.outbox.store()
        try store.insert(session, try box.grant())
        try store.move(&session, to: .idle, at: Timestamp.now.adding(seconds: -3600))
        return session.id
    }
}
