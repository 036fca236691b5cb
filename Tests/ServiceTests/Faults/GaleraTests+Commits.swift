import Glibc
import MariaDB
import Testing

extension FaultTests.GaleraTests {
    @Test("a transaction that is rolled back for another never seems to be committed") func commits() {
        Promise.tell(
            "Galera, commits", "All transactions that were committed amid conflicts are there."
        ) { promise in
            var session = try stack.session(at: 1)
            try session.runScript("CREATE TABLE marks (id BIGINT PRIMARY KEY, value INT NOT NULL) ENGINE = InnoDB")
            try session.execute("INSERT INTO marks VALUES (-1, 0)")
            let before = try stack.certificationFailures()
            let made = marks(for: Scale.choose(short: .seconds(4), long: .seconds(20)), with: &session)
            let there = Set(try session.rows("SELECT id FROM marks") { try $0("id", as: Int.self) })
            try session.runScript("DROP TABLE marks")
            promise.expect("committed", made.count, atLeast: 1)
            promise.expect("conflicts", try stack.certificationFailures() - before, atLeast: 1)
            promise.expect("lost", made.subtracting(there).count, atMost: 0)
        }
    }

    /// Adds rows in transactions that all change one more row, and that prepare statements after it, while that row is
    /// changed at another node.
    ///
    /// - Returns: The rows whose transactions were committed.
    private func marks(for time: Duration, with session: inout Session) -> Set<Int> {
        let disturbers = RequestStream(threads: 2) { _ in
            var session = try stack.session(at: 2)
            for _ in 0..<200 {
                try session.execute("UPDATE marks SET value = value + 1 WHERE id = -1")
                usleep(UInt32.random(in: 0...2_000))
            }
        }
        defer { _ = disturbers.stop() }
        var made: Set<Int> = []
        var number = 0
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end {
            number += 1
            if (try? add(number, with: &session)) != nil { made.insert(number) }
        }
        return made
    }

    private func add(_ number: Int, with session: inout Session) throws {
        try session.transaction { session in
            try session.execute("INSERT INTO marks VALUES (\(number), 0)")
            try session.execute("UPDATE marks SET value = value + 1 WHERE id = -1")
            for question in 0..<8 {
                _ = try session.first(SQL(stringLiteral: "SELECT \(number) AS n\(question)")) { _ in true }
            }
        }
    }
}
