import JSON
import MariaDB
import Testing

extension FaultTests.GaleraTests {
    @Test("a transaction that is rolled back for another never seems to be committed") func commits() {
        Promise.tell(
            "Galera, commits", "Of transactions that prepare statements amid conflicts, all that were committed are there."
        ) { promise in
            var session = try stack.session(at: 1)
            try session.runScript("CREATE TABLE marks (id BIGINT PRIMARY KEY, value INT NOT NULL) ENGINE = InnoDB")
            try session.execute("INSERT INTO marks VALUES (-1, 0)")
            let before = try stack.certificationFailures()
            let disturbers = RequestStream(threads: 2) { _ in try disturb(at: 2, times: 200) }
            var made: Set<Int> = []
            let end = ContinuousClock.now + Scale.choose(short: .seconds(4), long: .seconds(20))
            while ContinuousClock.now < end {
                let number = made.count
                try session.transaction { session in
                    try session.execute("INSERT INTO marks VALUES (\(number), 0)")
                    try session.execute("UPDATE marks SET value = value + 1 WHERE id = -1")
                    for question in 0..<8 {
                        _ = try session.first(SQL(stringLiteral: "SELECT \(number) AS n\(question)")) { _ in true }
                    }
                }
                made.insert(number)
            }
            _ = disturbers.stop()
            let there = Set(try session.rows("SELECT id FROM marks") { try $0("id", as: Int.self) })
            try session.runScript("DROP TABLE marks")
            promise.note("committed", made.count)
            promise.expect("conflicts", try stack.certificationFailures() - before, atLeast: 1)
            promise.expect("lost", made.subtracting(there).count, atMost: 0)
        }
    }

    @Test("what is deleted at one node gets nothing new at another") func deletions() {
        Promise.tell(
            "Galera, deletions", "A source is deleted, or gets a credential at the same moment, and never both."
        ) { promise in
            let app = try VaultUser(stack, "V2_KEY")
            var outcomes: [String: Int] = [:]
            for _ in 0..<Scale.choose(short: 60, long: 300) {
                let source = try app.newSource()
                let credential: JSON = [
                    "source_id": .text(source), "auth_method": "username_password",
                    "auth_credentials": ["username": "ines", "password": "a long phrase"],
                ]
                let replies = try Crowd.act(2, on: stack) { wire, number in
                    number == 0
                        ? wire.send("DELETE", "/v2/sources/\(source)") : wire.send("POST", "/v2/credentials", credential)
                }
                outcomes[replies.map(\.status).sorted().map(String.init).joined(separator: "+"), default: 0] += 1
            }
            promise.note("answers", outcomes.map { "\($0.key) ×\($0.value)" }.sorted().joined(separator: ", "))
            let orphans = try stack.rows(
                """
                SELECT COUNT(*) FROM vault_credentials JOIN sources ON sources.id = source_id
                WHERE deleted AND status <> 'deleted'
                """)
            promise.expect("credentials-of-nothing", Int(orphans[0][0]) ?? -1, exactly: 0)
            promise.expect("other-answers", outcomes.keys.count { !["200+404", "201+409"].contains($0) }, atMost: 0)
        }
    }

    /// Changes the row that all transactions change, at another node.
    private func disturb(at node: Int, times: Int) throws {
        var session = try stack.session(at: node)
        for _ in 0..<times { try session.execute("UPDATE marks SET value = value + 1 WHERE id = -1") }
    }
}
