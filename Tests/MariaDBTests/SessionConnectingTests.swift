import Glibc
import TestDatabase
import Testing

@testable import MariaDB

@Suite struct SessionConnectingTests {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    private func proxy() -> CuttingProxy { CuttingProxy(to: database.configuration.socket) }

    @Test("a session passes over a host that is dead")
    func firstHostDead() throws {
        var configuration = database.configuration
        configuration.hosts.insert(.unix("/nonexistent/db.sock"), at: 0)
        configuration.hosts.insert(.tcp("127.0.0.1", 1), at: 0)
        var session = try Session(configuration)
        let answers = session.ping()
        #expect(answers)
    }

    @Test("when no host answers, or none is named, that is a failed connection")
    func allDead() {
        var configuration = database.configuration
        configuration.hosts = [.tcp("127.0.0.1", 1), .unix("/nonexistent/db.sock")]
        #expect(failure { _ = try Session(configuration) } == .connectFailed)
        configuration.hosts = []
        #expect(failure { _ = try Session(configuration) } == .connectFailed)
    }

    @Test("a session that loses its host moves to the next, and back when it is time")
    func failover() throws {
        let (first, second) = (proxy(), proxy())
        defer { for proxy in [first, second] { proxy.stop() } }
        var session = try Session(database.configuration.through(first, second))
        first.cut(.beforeRequest, at: "first")
        second.cut(.beforeRequest, at: "second")
        first.stop()
        usleep(50_000)
        #expect(try session.first("SELECT \("second") AS x") { _ in true } == true)
        #expect(second.isDone && !first.isDone)
        // Its first host is due, though still dead: the session stays where it is.
        sleep(1)
        let stays = session.ping()
        #expect(stays)
    }

    @Test("a session returns to its preferred host when that is back")
    func returnsHome() throws {
        let (first, second) = (proxy(), proxy())
        defer { for proxy in [first, second] { proxy.stop() } }
        var session = try Session(database.configuration.through(first, second))
        session.disconnect()
        session.hosts.failed(0, at: .now - .seconds(2))
        first.cut(.beforeRequest, at: "mark")
        #expect(try session.first("SELECT \("mark") AS x") { _ in true } == true)
        #expect(!first.isDone)
        #expect(try session.first("SELECT \("mark") AS x") { _ in true } == true)
        #expect(first.isDone)
    }

    @Test("what one session has found out of a host, the others know")
    func sharedKnowledge() throws {
        let (first, second) = (proxy(), proxy())
        defer { for proxy in [first, second] { proxy.stop() } }
        let configuration = database.configuration.through(first, second)
        var finder = try Session(configuration)
        var other = try Session(configuration)
        finder.leaveHost()
        second.cut(.beforeRequest, at: "mark")
        #expect(try other.first("SELECT \("mark") AS x") { _ in true } == true)
        #expect(second.isDone)
    }

    @Test("a node that is not ready is left for the next one, and so is that")
    func notReady() throws {
        let (first, second, third) = (proxy(), proxy(), proxy())
        defer { for proxy in [first, second, third] { proxy.stop() } }
        var session = try Session(database.configuration.through(first, second, third))
        third.cut(.beforeRequest, at: "mark")
        #expect(failure { try session.execute("SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1047") } == .notReady)
        #expect(try session.first("SELECT \("mark") AS x") { _ in true } == true)
        #expect(third.isDone)
    }

    @Test("a connection that a host ends is made again to the same host", arguments: [1927, 2013])
    func ended(number: Int) throws {
        let (first, second) = (proxy(), proxy())
        defer { for proxy in [first, second] { proxy.stop() } }
        var session = try Session(database.configuration.through(first, second))
        if number == 2013 { first.cut(.beforeAnswer, at: "cut") }
        let sql: SQL = number == 2013 ? "DO \("cut")" : "SIGNAL SQLSTATE '70100' SET MYSQL_ERRNO = 1927"
        #expect(failure { try session.execute(sql) } == .unknownCommitOutcome)
        first.cut(.beforeRequest, at: "mark")
        #expect(try session.first("SELECT \("mark") AS x") { _ in true } == true)
        #expect(first.isDone)
    }

    @Test("a host that does not answer is left")
    func silent() throws {
        let (first, second) = (proxy(), proxy())
        defer { for proxy in [first, second] { proxy.stop() } }
        var configuration = database.configuration.through(first, second)
        configuration.readTimeout = 1
        var session = try Session(configuration)
        first.cut(.insteadOfRequest, at: "mark")
        second.cut(.beforeRequest, at: "mark")
        #expect(failure { try session.first("SELECT \("mark") AS x") { _ in true } } == .gone)
        #expect(first.isDone && second.isDone)
    }

    @Test("a read that waited in vain for a lock does not make its host one that is left")
    func locked() throws {
        let (first, second) = (proxy(), proxy())
        defer { for proxy in [first, second] { proxy.stop() } }
        var session = try Session(database.configuration.through(first, second))
        try session.runScript("CREATE TABLE t (id INT PRIMARY KEY)")
        try session.execute("INSERT INTO t VALUES (1)")
        var holder = try database.session()
        try holder.begin()
        try holder.execute("UPDATE t SET id = 2")
        try session.runScript("SET SESSION innodb_lock_wait_timeout = 0")
        #expect(failure { try session.first("SELECT id FROM t FOR UPDATE") { _ in } } == .lockTimeout)
        try holder.rollback()
        first.cut(.beforeRequest, at: "mark")
        #expect(try session.first("SELECT \("mark") AS x") { _ in true } == true)
        #expect(first.isDone)
    }

    @Test("a node that waits in vain for what the others have committed is left")
    func cutOff() throws {
        let (first, second, third) = (proxy(), proxy(), proxy())
        defer { for proxy in [first, second, third] { proxy.stop() } }
        var session = try Session(database.configuration.through(first, second, third))
        try session.runScript(
            "CREATE FUNCTION late() RETURNS INT BEGIN SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1205; RETURN 1; END")
        third.cut(.beforeRequest, at: "mark")
        #expect(failure { try session.first("SELECT late() AS x") { _ in true } } == .notReady)
        #expect(try session.first("SELECT \("mark") AS x") { _ in true } == true)
        #expect(third.isDone)
    }

    @Test("a server that cannot encrypt is refused when encryption is asked for", arguments: [false, true])
    func encryption(verifiesServer: Bool) {
        var configuration = database.configuration
        configuration.tls = TLS(verifiesServer: verifiesServer)
        #expect(failure { _ = try Session(configuration) } == .connectFailed)
    }
}
