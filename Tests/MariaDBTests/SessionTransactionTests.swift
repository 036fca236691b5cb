import Glibc
import MariaDB
import Synchronization
import TestDatabase
import TestThreads
import Testing

import class Foundation.Thread

@Suite final class SessionTransactionTests {
    let database: TestDatabase
    let proxy: CuttingProxy

    init() throws {
        database = try TestDatabase()
        proxy = CuttingProxy(to: database.configuration.socket)
        var session = try database.session()
        try session.runScript("CREATE TABLE t (id INT PRIMARY KEY, amount INT NOT NULL)")
        try session.execute("INSERT INTO t VALUES (1, 0), (2, 0)")
    }

    deinit { proxy.stop() }

    private struct Refusal: Error {}

    private func amount(_ id: Int) throws -> Int? {
        var session = try database.session()
        return try session.first("SELECT amount FROM t WHERE id = \(id)") { try $0("amount") }
    }

    @Test("what a transaction did is there afterwards, and its result is returned")
    func commits() throws {
        var session = try database.session()
        let result = try session.transaction { session in
            try session.execute("UPDATE t SET amount = 5 WHERE id = 1")
            return try session.first("SELECT amount FROM t WHERE id = 1") { try $0.decode("amount", as: Int.self) }
        }
        #expect(result == 5)
        #expect(try amount(1) == 5)
    }

    @Test("an error rolls back and comes out as it was thrown")
    func rollsBack() throws {
        var session = try database.session()
        #expect(throws: Refusal.self) {
            try session.transaction { session in
                try session.execute("UPDATE t SET amount = 5 WHERE id = 1")
                throw Refusal()
            }
        }
        #expect(try amount(1) == 0)
        try session.execute("UPDATE t SET amount = 6 WHERE id = 1")
        #expect(try amount(1) == 6)
    }

    @Test("statements of one round trip all take effect, with the values that were bound to each")
    func oneRoundTrip() throws {
        var session = try database.session()
        let statements: [SQL] = ["INSERT INTO t VALUES (\(3), \(7))", "UPDATE t SET amount = \(8) WHERE id = \(1)"]
        for _ in 1...2 {
            try session.transact(statements)
            #expect(try amount(3) == 7 && amount(1) == 8)
            try session.execute("DELETE FROM t WHERE id = 3")
        }
    }

    @Test("after an error none of them has taken effect, the error is the statement's own, and nothing stays open")
    func failedRoundTrip() throws {
        var session = try database.session()
        let change: SQL = "UPDATE t SET amount = amount + 1 WHERE id = 1"
        let failing: [(SQL, MariaDBError.Code)] = [
            ("INSERT INTO t VALUES (\(2), 0)", .duplicate(key: "PRIMARY")),
            ("INSERT INTO t VALUES (\(4), \(Int?.none))", .nullViolation),
            (("UPDATE t SET amount = 1 WHERE id = \(9)" as SQL).demanding(rows: 1), .unmet),
        ]
        for (statement, code) in failing {
            #expect(failure { try session.transact([change, statement, change]) } == code)
            #expect(try amount(1) == 0)
            try session.transaction { _ = try $0.execute("UPDATE t SET amount = 0 WHERE id = 2") }
        }
        try session.transact([change.demanding(rows: 1), change])
        #expect(try amount(1) == 2)
    }

    @Test("what was stopped at the server has an unknown outcome, and what comes next is no part of it")
    func stoppedRoundTrip() throws {
        var session = try database.session()
        let id = try session.first("SELECT CONNECTION_ID() AS id") { try $0.decode("id", as: Int.self) }
        var holder = try database.session()
        try holder.begin()
        try holder.execute("UPDATE t SET amount = 1 WHERE id = 2")
        Thread.detachNewThread { [database] in
            guard var killer = try? database.session() else { return }
            let waits: SQL = "SELECT 1 AS one FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"
            while (try? killer.first(waits) { _ in true }) != true {}
            try? killer.runScript("KILL QUERY \(id ?? 0)")
        }
        let statements: [SQL] = ["UPDATE t SET amount = 5 WHERE id = 1", "UPDATE t SET amount = 5 WHERE id = 2"]
        #expect(failure { try session.transact(statements) } == .unknownCommitOutcome)
        try holder.rollback()
        #expect(try amount(1) == 0)
        try session.execute("UPDATE t SET amount = 6 WHERE id = 2")
        #expect(try amount(2) == 6)
    }

    @Test("one whose connection is lost has an unknown outcome, and is not run again")
    func lostRoundTrip() throws {
        var session = try Session(database.configuration.through(proxy))
        let change: SQL = "UPDATE t SET amount = amount + 1 WHERE \("mark") = \("mark") AND id = 1"
        for (moment, expected) in [(CuttingProxy.Moment.beforeRequest, 0), (.beforeAnswer, 1)] {
            proxy.cut(moment, at: "mark")
            #expect(failure { try session.transact([change]) } == .unknownCommitOutcome)
            #expect(try amount(1) == expected)
        }
        #expect(proxy.isDone)
    }

    @Test("of those that lock in opposite order both succeed in the end")
    func deadlockOfRoundTrips() throws {
        _ = try atOnce(2) { [database] number in
            var session = try database.session()
            for _ in 0..<200 {
                let ids = number == 0 ? [1, 2] : [2, 1]
                try session.transact(ids.map { "UPDATE t SET amount = amount + 1 WHERE id = \($0)" })
            }
        }
        #expect(try amount(1) == 400 && amount(2) == 400)
    }

    @Test("a transaction inside one, and a commit outside one, are mistakes that harm nobody")
    func misuse() throws {
        var session = try database.session()
        #expect(failure { try session.commit() } == .misuse)
        try session.rollback()
        try session.transaction { session in
            try session.execute("UPDATE t SET amount = 5 WHERE id = 1")
            #expect(failure { try session.begin() } == .misuse)
            #expect(failure { try session.transaction { _ in } } == .misuse)
            #expect(failure { try session.transact(["UPDATE t SET amount = 9 WHERE id = 1"]) } == .misuse)
        }
        #expect(try amount(1) == 5)
    }

    @Test("two transactions that lock in opposite order both succeed in the end")
    func deadlock() throws {
        let contest = Contest()
        _ = try atOnce(2) { [database] number in
            let order = number == 0 ? [1, 2] : [2, 1]
            var session = try database.session()
            try session.transaction { session in
                contest.runs.withLock { $0 += 1 }
                try session.execute("UPDATE t SET amount = amount + 1 WHERE id = \(order[0])")
                contest.waitForBoth()
                try session.execute("UPDATE t SET amount = amount + 1 WHERE id = \(order[1])")
            }
        }
        #expect(contest.runs.withLock { $0 } > 2)
        #expect(try amount(1) == 2)
        #expect(try amount(2) == 2)
    }

    private final class Contest: Sendable {
        let runs = Mutex(0)
        private let holders = Mutex(0)

        func waitForBoth() {
            holders.withLock { $0 += 1 }
            let deadline = ContinuousClock.now + .seconds(30)
            while holders.withLock({ $0 < 2 }), ContinuousClock.now < deadline { usleep(100) }
        }
    }

    @Test(
        "what was rolled back runs again, a bounded number of times",
        arguments: [(1213, 25), (1020, 25), (1205, 3), (1047, 4)])
    func bounded(number: Int, expectedRuns: Int) throws {
        var session = try database.session()
        var runs = 0
        let signal = SQL(stringLiteral: "SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = \(number)")
        #expect(throws: MariaDBError.self) {
            try session.transaction { session in
                runs += 1
                try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 1")
                try session.execute(signal)
            }
        }
        #expect(runs == expectedRuns)
        #expect(try amount(1) == 0)
    }

    @Test("a transaction that the server has rolled back unheard runs again before anything else is prepared")
    func endedBeforePreparation() throws {
        var session = try database.session()
        var runs = 0
        try session.transaction { session in
            runs += 1
            try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 1")
            if runs == 1 { try session.execute("ROLLBACK") }
            try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 2")
        }
        #expect(runs == 2)
        #expect(try [amount(1), amount(2)] == [1, 1])
    }

    @Test("the end of a transaction that the server has rolled back unheard is not taken for a commit")
    func endedBeforeCommit() throws {
        var session = try database.session()
        let error = failure {
            try session.transaction { session in
                try session.execute("UPDATE t SET amount = 5 WHERE id = 1")
                try session.execute("ROLLBACK")
            }
        }
        #expect(error == .unknownCommitOutcome)
        #expect(try amount(1) == 0)
    }

    @Test("after a deadlock nothing more runs, even when the closure ignores the error")
    func ignoredDeadlock() throws {
        var session = try database.session()
        var runs = 0
        try session.transaction { session in
            runs += 1
            guard runs == 1 else { return }
            _ = try? session.execute("SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213")
            #expect(failure { try session.execute("UPDATE t SET amount = 5 WHERE id = 1") } == .deadlock)
            #expect(failure { try session.runScript("UPDATE t SET amount = 5 WHERE id = 1") } == .deadlock)
        }
        #expect(runs == 2)
        #expect(try amount(1) == 0)
    }

    @Test("a connection lost before COMMIT: the transaction runs again from its start")
    func lostBefore() throws {
        var session = try Session(database.configuration.through(proxy))
        proxy.cut(.beforeAnswer, at: "mark")
        var runs = 0
        try session.transaction { session in
            runs += 1
            try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 1 AND \("mark") <> ''")
        }
        #expect(runs == 2)
        #expect(try amount(1) == 1)
    }

    @Test("a connection killed between two statements does not let the second one run on its own")
    func killedBetween() throws {
        var session = try database.session()
        var administrator = try database.session()
        var runs = 0
        try session.transaction { session in
            runs += 1
            try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 1")
            if runs == 1 { try administrator.kill(try session.connectionID()) }
            try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 2")
        }
        #expect(runs == 2)
        #expect(try amount(1) == 1)
        #expect(try amount(2) == 1)
    }

    @Test("a connection found dead before COMMIT is sent was not committed, and that is known")
    func killedBeforeCommit() throws {
        var session = try database.session()
        var administrator = try database.session()
        try session.begin()
        try session.execute("UPDATE t SET amount = 5 WHERE id = 1")
        try administrator.kill(try session.connectionID())
        #expect(failure { try session.commit() } == .gone)
        #expect(try amount(1) == 0)
        let answers = session.ping()
        #expect(answers)
    }

    @Test(
        "a COMMIT without an answer is an unknown outcome and is never repeated",
        arguments: [(CuttingProxy.Moment.beforeRequest, 0), (.beforeAnswer, 1)])
    func unknownOutcome(moment: CuttingProxy.Moment, expected: Int) throws {
        var session = try Session(database.configuration.through(proxy))
        proxy.cut(moment, at: "COMMIT")
        var runs = 0
        let code = failure {
            try session.transaction { session in
                runs += 1
                try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 1")
            }
        }
        #expect(code == .unknownCommitOutcome)
        #expect(runs == 1)
        #expect(try amount(1) == expected)
        _ = try session.transaction { try $0.execute("UPDATE t SET amount = 9 WHERE id = 1") }
        #expect(try amount(1) == 9)
    }

    @Test("a COMMIT that the server refuses leaves no transaction open")
    func refusedCommit() throws {
        var session = try database.session()
        var backup = try database.session()
        try session.runScript("SET SESSION lock_wait_timeout = 0")
        try session.begin()
        try session.execute("UPDATE t SET amount = 5 WHERE id = 1")
        try backup.runScript("FLUSH TABLES WITH READ LOCK")
        let code = failure { try session.commit() }
        try backup.runScript("UNLOCK TABLES")
        #expect(code == .lockTimeout)
        let rollbacks = try session.first("SHOW SESSION STATUS LIKE 'Com_rollback'") { row in
            try row.decode("Value", as: String.self)
        }
        #expect(rollbacks == "1")
        #expect(try amount(1) == 0)
    }

    @Test("by hand: begin, commit and rollback")
    func byHand() throws {
        var session = try database.session()
        try session.begin()
        try session.execute("UPDATE t SET amount = 1 WHERE id = 1")
        try session.rollback()
        #expect(try amount(1) == 0)
        try session.begin()
        try session.execute("UPDATE t SET amount = 2 WHERE id = 1")
        #expect(try amount(1) == 0)
        try session.commit()
        #expect(try amount(1) == 2)
    }

    @Test("a loop by hand runs again after a deadlock that was wrapped in another error")
    func handWrittenLoop() throws {
        var session = try database.session()
        var budget = RetryBudget()
        var runs = 0
        while true {
            do {
                runs += 1
                try session.begin()
                try session.execute("UPDATE t SET amount = amount + 1 WHERE id = 1")
                if runs < 3 {
                    _ = failure { try session.execute("SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213") }
                    throw Refusal()
                }
                try session.commit()
                break
            } catch {
                try #require(try session.mayRunAgain(after: error, &budget))
            }
        }
        #expect(runs == 3)
        #expect(try amount(1) == 1)
    }
}
