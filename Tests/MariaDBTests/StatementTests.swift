import MariaDB
import TestDatabase
import Testing

@Suite struct StatementTests {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    /// Writes values into a column of this type and reads them back, with one and the same statement each.
    private func roundTrip<T: Bindable & ColumnDecodable>(
        _ type: StaticString, as: T.Type = T.self, _ values: [T]
    ) throws -> [T] {
        var session = try database.session()
        let create: SQL = "CREATE TABLE t (id INT PRIMARY KEY, value \(raw: type))"
        try session.runScript(create.text)
        for (id, value) in values.enumerated() {
            try session.execute("INSERT INTO t VALUES (\(id), \(value))")
        }
        return try values.indices.map { id in
            try #require(try session.first("SELECT value FROM t WHERE id = \(id)") { try $0("value") })
        }
    }

    @Test("VARCHAR keeps every text: empty, NUL, quotes, emoji, padding")
    func varchar() throws {
        let texts = [
            "", "\0", "a\0b", "it's \"x\" \\ -- ;", "naïve 日本 👩‍👩‍👧 𝄞", " a ", "a  ", String(repeating: "é", count: 300),
        ]
        #expect(try roundTrip("VARCHAR(300)", texts) == texts)
    }

    @Test("long texts keep their length on both sides of every buffer", arguments: [255, 256, 257, 65_536, 1_048_576])
    func longtext(length: Int) throws {
        let texts = [String(repeating: "x", count: length), "", String(repeating: "y", count: length - 1) + "z"]
        #expect(try roundTrip("LONGTEXT", texts) == texts)
    }

    @Test("VARBINARY keeps every byte")
    func varbinary() throws {
        let values: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 0, count: 257), [0xFF, 0xFE]]
        #expect(try roundTrip("VARBINARY(300)", values) == values)
    }

    @Test("BINARY(16) keeps ids, trailing zeros included")
    func binary() throws {
        let values: [[UInt8]] = [Array(repeating: 0, count: 16), Array(repeating: 255, count: 16), Array(1...15) + [0]]
        #expect(try roundTrip("BINARY(16)", values) == values)
    }

    @Test("a column that was widened since the statement was prepared shows all of its text")
    func widened() throws {
        var session = try database.session()
        var other = try database.session()
        try session.runScript("CREATE TABLE w (name VARCHAR(3))")
        let texts = ["abc", String(repeating: "d", count: 40), String(repeating: "é", count: 200)]
        for (width, text) in zip([3, 40, 200], texts) {
            try other.runScript("ALTER TABLE w MODIFY name VARCHAR(\(width))")
            try other.execute("INSERT INTO w VALUES (\(text))")
            let read = try session.rows("SELECT name FROM w") { try $0.decode("name", as: String.self) }
            #expect(read.last == text)
        }
    }

    @Test("a mebibyte of bytes")
    func longblob() throws {
        let values = [(0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31) }, [1], []]
        #expect(try roundTrip("LONGBLOB", values) == values)
    }

    @Test("integers of every width at their extremes")
    func integers() throws {
        var session = try database.session()
        try session.runScript(
            "CREATE TABLE i (a TINYINT, b SMALLINT UNSIGNED, c MEDIUMINT, d INT UNSIGNED, e BIGINT, f BIGINT UNSIGNED)")
        try session.execute(
            """
            INSERT INTO i VALUES
                (\(-128), \(65_535), \(-8_388_608), \(UInt32.max), \(Int64.min), \(UInt64.max)),
                (\(127), \(0), \(8_388_607), \(0), \(Int64.max), \(0 as UInt64))
            """)
        let rows = try session.rows("SELECT * FROM i ORDER BY a") { row in
            try ["a", "b", "c", "d", "e", "f"].map { try row.decode($0, as: Value.self) }
        }
        #expect(
            rows == [
                [
                    .integer(-128), .integer(65_535), .integer(-8_388_608), .integer(4_294_967_295), .integer(.min),
                    .unsigned(.max),
                ],
                [.integer(127), .integer(0), .integer(8_388_607), .integer(0), .integer(.max), .unsigned(0)],
            ])
    }

    @Test("BIGINT UNSIGNED beyond the signed range")
    func unsigned() throws {
        let values: [UInt64] = [0, UInt64(Int64.max) + 1, .max]
        #expect(try roundTrip("BIGINT UNSIGNED", values) == values)
    }

    @Test("truth values")
    func bool() throws {
        #expect(try roundTrip("BOOLEAN", [true, false]) == [true, false])
    }

    @Test("DOUBLE to the last bit")
    func double() throws {
        let values = [
            0, 0.1, .pi, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude,
            .leastNonzeroMagnitude, 1e15 + 0.5,
        ]
        #expect(try roundTrip("DOUBLE", values).map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test("DATETIME(6) from its first microsecond to its last")
    func datetime() throws {
        let values = [-62_167_219_200_000_000, -1, 0, 1, 951_782_400_000_000, 253_402_300_799_999_999]
            .map { DateTime(microsecondsSinceEpoch: $0) }
        #expect(try roundTrip("DATETIME(6)", values) == values)
        var session = try database.session()
        let read: SQL = "SELECT CAST(value AS CHAR) AS text FROM t ORDER BY id"
        let texts: [String] = try session.rows(read) { try $0("text") }
        #expect(texts.first == "0000-01-01 00:00:00.000000")
        #expect(texts[1] == "1969-12-31 23:59:59.999999")
        #expect(texts.last == "9999-12-31 23:59:59.999999")
    }

    @Test("TIMESTAMP and DATE decode as points in time, a zero date does not")
    func otherTimes() throws {
        var session = try database.session()
        try session.runScript("CREATE TABLE d (a TIMESTAMP(6) NULL, b DATE, c DATE)")
        try session.runScript("SET SESSION sql_mode = ''")
        try session.runScript("INSERT INTO d VALUES ('2000-02-29 12:00:00.000001', '2000-02-29', '0000-00-00')")
        let row: [Value] = try #require(
            try session.first("SELECT * FROM d") { row in try ["a", "b", "c"].map { try row($0) } })
        #expect(row[0] == .datetime(DateTime(microsecondsSinceEpoch: 951_825_600_000_001)))
        #expect(row[1] == .datetime(DateTime(microsecondsSinceEpoch: 951_782_400_000_000)))
        #expect(DateTime.decode(row[2]) == nil)
    }

    @Test("NULL in a column of each kind, between values of the same statement")
    func null() throws {
        let texts = ["a", nil, "", nil]
        #expect(try roundTrip("VARCHAR(9)", texts) == texts)
        var session = try database.session()
        try session.runScript("CREATE TABLE n (a BIGINT, b BIGINT UNSIGNED, c DOUBLE, d DATETIME(6), e BLOB, f TEXT)")
        try session.execute("INSERT INTO n VALUES (\(list: [Value](repeating: .null, count: 6)))")
        let row = try session.first("SELECT * FROM n") { row in
            try ["a", "b", "c", "d", "e", "f"].map { try row.decode($0, as: Value.self) }
        }
        #expect(row == [Value](repeating: .null, count: 6))
    }

    @Test("DECIMAL, JSON, TIME and ENUM arrive as text")
    func texts() throws {
        var session = try database.session()
        try session.runScript("CREATE TABLE x (a DECIMAL(30, 10), b JSON, c TIME(3), d ENUM('one', 'two'))")
        try session.execute(
            """
            INSERT INTO x VALUES
                (\("-12345678901234567890.0000000001"), \("{\"a\":[1]}"), \("-838:59:59.999"), \("two"))
            """)
        let row: [String]? = try session.first("SELECT * FROM x") { row in
            try ["a", "b", "c", "d"].map { try row($0) }
        }
        #expect(row == ["-12345678901234567890.0000000001", "{\"a\":[1]}", "-838:59:59.999", "two"])
    }

    @Test("a value is never part of the statement, whatever it says")
    func hostile() throws {
        var session = try database.session()
        try session.runScript("CREATE TABLE h (name VARCHAR(99) PRIMARY KEY)")
        let texts = [
            "'; DROP TABLE h; -- ", "\\'; --", "?", "%s", "' OR ''='", "\u{0}'\u{1a}", "`", "/*! DROP TABLE h */",
        ]
        for text in texts { try session.execute("INSERT INTO h VALUES (\(text))") }
        let found: [String] = try session.rows("SELECT name FROM h WHERE name IN (\(list: texts))") { try $0("name") }
        #expect(Set(found) == Set(texts))
        #expect(try session.first("SELECT name FROM h WHERE name = \("' OR ''='x")") { _ in } == nil)
    }

    @Test("one statement takes values of changing kinds")
    func changingKinds() throws {
        var session = try database.session()
        let values: [Value] = [.integer(-1), .text("a"), .null, .unsigned(.max), .bytes([1]), .double(0.5)]
        for value in values {
            let shown: String? = try session.first("SELECT COALESCE(HEX(\(value)), 'null') AS h") { try $0("h") }
            #expect(shown != nil)
            #expect((shown == "null") == (value == .null))
        }
    }

    @Test("a statement goes on working when its table is altered")
    func alteredTable() throws {
        var session = try database.session()
        var other = try database.session()
        try session.runScript("CREATE TABLE a (id INT, name TEXT)")
        try session.execute("INSERT INTO a VALUES (1, 'x')")
        let read = { (session: inout Session, names: [String]) in
            try session.first("SELECT * FROM a") { row in try names.map { try row.decode($0, as: Value.self) } }
        }
        #expect(try read(&session, ["id", "name"]) == [.integer(1), .text("x")])
        try other.runScript("ALTER TABLE a ADD COLUMN more INT DEFAULT 5")
        for _ in 0..<3 {
            #expect(try read(&session, ["id", "name", "more"]) == [.integer(1), .text("x"), .integer(5)])
        }
        try other.runScript("ALTER TABLE a DROP COLUMN more, MODIFY id VARCHAR(9)")
        #expect(try read(&session, ["id", "name"]) == [.text("1"), .text("x")])
        try other.runScript("ALTER TABLE a CHANGE name label TEXT, MODIFY id VARCHAR(9) AFTER label")
        for _ in 0..<3 {
            #expect(try read(&session, ["id", "label"]) == [.text("1"), .text("x")])
        }
    }

    @Test("a row that was kept cannot be read any more, be its columns short or long")
    func keptRow() throws {
        var session = try database.session()
        let long = String(repeating: "x", count: 1000)
        let statement: SQL = "SELECT 'a' AS short, \(long) AS `long` UNION ALL SELECT 'b', \(long)"
        var kept: [Row] = []
        func look() {
            for row in kept {
                for column in ["short", "long"] {
                    #expect(failure { try row.decode(column, as: String.self) } == .decoding(column: column))
                }
            }
        }
        try session.rows(statement) { row in
            look()
            let text = try row.decode("long", as: String.self)
            #expect(text == long)
            kept.append(row)
        }.forEach { look() }
        _ = try session.first(statement) { kept.append($0) }
        look()
        #expect(kept.count == 3)
    }

    @Test("a table altered meanwhile does not cost a transaction its connection")
    func alteredTableInTransaction() throws {
        var session = try database.session()
        var other = try database.session()
        try session.runScript("CREATE TABLE a (id INT)")
        for number in 0..<20 { _ = try session.rows(SQL(stringLiteral: "SELECT \(number)")) { _ in } }
        _ = try session.rows("SELECT * FROM a") { _ in }
        try session.begin()
        try other.runScript("ALTER TABLE a ADD COLUMN more INT")
        #expect(try session.rows("SELECT * FROM a") { _ in }.isEmpty)
        try session.commit()
    }

    @Test("INSERT … RETURNING runs once each time, on an altered table too")
    func returning() throws {
        var session = try database.session()
        var other = try database.session()
        try session.runScript("CREATE TABLE r (id INT AUTO_INCREMENT PRIMARY KEY)")
        let insert = { (session: inout Session) in
            try session.first("INSERT INTO r () VALUES () RETURNING *") { try $0.decode("id", as: Int.self) }
        }
        #expect(try insert(&session) == 1)
        try other.runScript("ALTER TABLE r ADD COLUMN more INT")
        #expect(try insert(&session) == 2)
        #expect(try session.first("SELECT COUNT(*) AS n FROM r") { try $0.decode("n", as: Int.self) } == 2)
    }
}
