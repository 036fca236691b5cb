import MariaDB
import TestDatabase
import Testing

@Suite final class SessionStatementsTests {
    let database: TestDatabase
    let proxy: CuttingProxy

    init() throws {
        database = try TestDatabase()
        proxy = CuttingProxy(to: database.configuration.socket)
        var session = try database.session()
        try session.runScript("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))")
    }

    deinit { proxy.stop() }

    private func count(_ name: String) throws -> Int? {
        var session = try database.session()
        return try session.first("SELECT COUNT(*) AS n FROM t WHERE name = \(name)") { try $0("n") }
    }

    @Test("a session that was killed while idle reconnects, for reading and for writing")
    func killed() throws {
        var session = try database.session()
        var administrator = try database.session()
        let read = { (session: inout Session) in
            try session.first("SELECT 1 AS n") { try $0.decode("n", as: Int.self) }
        }
        #expect(try read(&session) == 1)
        try administrator.kill(try session.connectionID())
        #expect(try read(&session) == 1)
        try administrator.kill(try session.connectionID())
        try session.execute("INSERT INTO t (name) VALUES (\("kept"))")
        #expect(try count("kept") == 1)
        try administrator.kill(try session.connectionID())
        let answers = session.ping()
        #expect(answers)
    }

    @Test("a session idle for longer than wait_timeout recovers")
    func idle() throws {
        var session = try database.session()
        var administrator = try database.session()
        try session.runScript("SET SESSION wait_timeout = 1")
        try administrator.waitForEnd(of: try session.connectionID())
        #expect(try session.execute("INSERT INTO t (name) VALUES (\("late"))") == 1)
    }

    @Test(
        "a read that loses its connection runs once more",
        arguments: [CuttingProxy.Moment.beforeRequest, .beforeAnswer])
    func read(moment: CuttingProxy.Moment) throws {
        var session = try Session(database.configuration.through(proxy))
        proxy.cut(moment, at: "mark")
        #expect(try session.first("SELECT \("mark") AS m") { try $0.decode("m", as: String.self) } == "mark")
        #expect(proxy.isDone)
    }

    @Test("a read that loses its connection twice gives up")
    func readTwice() throws {
        var session = try Session(database.configuration.through(proxy))
        proxy.cut(.beforeAnswer, at: "mark")
        proxy.cut(.beforeAnswer, at: "mark")
        #expect(failure { try session.first("SELECT \("mark") AS m") { _ in } } == .gone)
        #expect(proxy.isDone)
        let answers = session.ping()
        #expect(answers)
    }

    @Test("a write whose connection is lost while it is being prepared runs once more")
    func writePrepared() throws {
        var session = try Session(database.configuration.through(proxy))
        proxy.cut(.beforeAnswer, at: "INSERT")
        try session.execute("INSERT INTO t (name) VALUES (\("mark"))")
        #expect(proxy.isDone)
        #expect(try count("mark") == 1)
    }

    @Test("a write without an answer is never repeated: the outcome is unknown")
    func write() throws {
        var session = try Session(database.configuration.through(proxy))
        proxy.cut(.beforeAnswer, at: "mark")
        let insert: SQL = "INSERT INTO t (name) VALUES (\("mark"))"
        #expect(failure { try session.execute(insert) } == .unknownCommitOutcome)
        #expect(try count("mark") == 1)
        try session.execute(insert)
        #expect(try count("mark") == 2)
        proxy.cut(.beforeAnswer, at: "INSERT")
        #expect(failure { try session.runScript("INSERT INTO t (name) VALUES ('mark')") } == .unknownCommitOutcome)
        #expect(try count("mark") == 3)
    }

    /// Makes the first two inserts of a row named for it fail with this error.
    private func addTrigger(for number: Int, in session: inout Session) throws {
        try session.runScript(
            """
            CREATE TRIGGER failing BEFORE INSERT ON t FOR EACH ROW
            IF NEW.name = 'failing' THEN
                SET @runs = COALESCE(@runs, 0) + 1;
                IF @runs < 3 THEN SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = \(number); END IF;
            END IF
            """)
    }

    private func runs(in session: inout Session) throws -> Int? {
        try session.first("SELECT CAST(@runs AS SIGNED) AS n") { try $0("n") }
    }

    @Test("a statement that the server rolled back as a deadlock's victim runs again")
    func deadlock() throws {
        var session = try database.session()
        try addTrigger(for: 1213, in: &session)
        try session.execute("INSERT INTO t (name) VALUES (\("failing"))")
        #expect(try runs(in: &session) == 3)
        #expect(try count("failing") == 1)
    }

    @Test("a statement that waited for a lock in vain does not run again")
    func lockTimeoutOnce() throws {
        var session = try database.session()
        try addTrigger(for: 1205, in: &session)
        #expect(failure { try session.execute("INSERT INTO t (name) VALUES (\("failing"))") } == .lockTimeout)
        #expect(try runs(in: &session) == 1)
    }

    @Test("a lock that another transaction holds is waited for, not for ever")
    func lockTimeout() throws {
        var holder = try database.session()
        var session = try database.session()
        try session.execute("INSERT INTO t (name) VALUES (\("locked"))")
        try session.runScript("SET SESSION innodb_lock_wait_timeout = 0")
        try holder.begin()
        try holder.execute("UPDATE t SET name = \("held")")
        #expect(failure { try session.execute("UPDATE t SET name = \("taken")") } == .lockTimeout)
        try holder.rollback()
        #expect(try session.execute("UPDATE t SET name = \("taken")") == 1)
    }
}
