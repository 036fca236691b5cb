import TestDatabase
import Testing

@testable import MariaDB

@Suite struct MariaDBErrorTests {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        var session = try database.session()
        try session.runScript("CREATE TABLE parents (id INT PRIMARY KEY)")
        try session.runScript(
            """
            CREATE TABLE t (
                id INT PRIMARY KEY, name VARCHAR(7) NOT NULL, parent INT, amount TINYINT,
                UNIQUE KEY `by name` (name), CONSTRAINT positive CHECK (amount > 0),
                FOREIGN KEY (parent) REFERENCES parents (id))
            """)
        try session.execute("INSERT INTO t (id, name) VALUES (1, 'planted')")
    }

    static let failures: [(SQL, MariaDBError.Code, Int)] = [
        ("INSERT INTO t (id, name) VALUES (\(2), \("planted"))", .duplicate(key: "by name"), 1062),
        ("INSERT INTO t (id, name) VALUES (\(1), \("other"))", .duplicate(key: "PRIMARY"), 1062),
        ("INSERT INTO t (id, name, parent) VALUES (\(2), \("x"), \(5))", .foreignKey, 1452),
        ("INSERT INTO t (id, name, amount) VALUES (\(2), \("x"), \(-1))", .checkViolation("positive"), 4025),
        ("INSERT INTO t (id, name, amount) VALUES (\(2), \("x"), \(300))", .outOfRange, 1264),
        ("INSERT INTO t (id, name) VALUES (\(2), \("planted-long"))", .dataTooLong, 1406),
        ("INSERT INTO t (id, name) VALUES (\(2), \(String?.none))", .nullViolation, 1048),
        ("INSERT INTO t (id) VALUES (\(2))", .nullViolation, 1364),
        ("SELEKT \("planted")", .syntax, 1064),
        ("SELECT \("planted") FROM nowhere", .other(1146), 1146),
        ("SELECT '?', \("planted"), ?", .misuse, 0),
        ("SELECT \(DateTime(microsecondsSinceEpoch: .max))", .outOfRange, 0),
    ]

    @Test("errors have meaning, and no text of theirs shows a value", arguments: failures)
    func meaning(sql: SQL, code: MariaDBError.Code, number: Int) throws {
        var session = try database.session()
        var caught: MariaDBError?
        do throws(MariaDBError) { try session.execute(sql) } catch { caught = error }
        let error = try #require(caught)
        #expect(error.code == code)
        #expect(error.number == number)
        var dumped = ""
        dump(error, to: &dumped)
        for text in ["\(error)", String(reflecting: error), dumped] {
            #expect(!text.contains("planted"))
        }
        #expect(String(reflecting: error).hasSuffix(" in: \(sql.text)"))
        #expect(!"\(error)".contains(sql.text))
    }

    @Test(
        "numbers that a single server does not give are understood too",
        arguments: [
            (1213, .deadlock), (1020, .deadlock), (1205, .lockTimeout), (1034, .exhausted), (1290, .other(1290)),
            (1969, .timeout), (1142, .accessDenied), (1451, .foreignKey), (1690, .outOfRange), (3999, .other(3999)),
        ] as [(Int, MariaDBError.Code)])
    func signals(number: Int, code: MariaDBError.Code) throws {
        var session = try database.session()
        let sql: SQL = "SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = \(fragment: SQL(stringLiteral: "\(number)"))"
        #expect {
            try session.execute(sql)
        } throws: { error in
            let error = error as? MariaDBError
            return error?.code == code && error?.number == number && error?.sqlState == "45000"
        }
    }

    @Test("an account that is refused is told apart from a server that is away")
    func refused() throws {
        var configuration = database.configuration
        configuration.user = "nobody"
        #expect(failure { _ = try Session(configuration) } == .accessDenied)
    }
}
