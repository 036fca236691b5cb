import TestDatabase
import Testing

@testable import MariaDB

@Suite struct SessionTests {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        var session = try database.session()
        try session.runScript("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))")
        try session.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'b')")
    }

    @Test("rows come in order, each decoded")
    func rows() throws {
        var session = try database.session()
        let names: [String] = try session.rows("SELECT name FROM t ORDER BY id") { try $0("name") }
        #expect(names == ["a", "b", "b"])
        #expect(try session.rows("SELECT name FROM t WHERE id > \(5)") { _ in true }.isEmpty)
    }

    @Test("the first row, or none")
    func first() throws {
        var session = try database.session()
        #expect(try session.first("SELECT id FROM t ORDER BY id DESC") { try $0.decode("id", as: Int.self) } == 3)
        #expect(try session.first("SELECT id FROM t WHERE id = \(9)") { _ in true } == nil)
    }

    @Test("an update counts the rows it matches, changed or not")
    func matched() throws {
        var session = try database.session()
        #expect(try session.execute("UPDATE t SET name = \("b") WHERE name = \("b")") == 2)
        #expect(try session.execute("UPDATE t SET name = \("c") WHERE id = \(9)") == 0)
        #expect(try session.execute("DELETE FROM t WHERE id < \(3)") == 2)
    }

    @Test("an error while decoding leaves the session usable")
    func decodingError() throws {
        struct Refusal: Error {}
        var session = try database.session()
        for _ in 0..<3 {
            #expect(throws: Refusal.self) { try session.rows("SELECT id FROM t") { _ in throw Refusal() } }
            #expect(try session.rows("SELECT id FROM t") { _ in true }.count == 3)
        }
        #expect(
            failure { try session.first("SELECT id FROM t") { try $0.decode("id", as: String.self) } }
                == .decoding(column: "id"))
    }

    @Test("a script that returns rows leaves the session usable")
    func script() throws {
        var session = try database.session()
        try session.runScript("SELECT * FROM t")
        #expect(failure { try session.runScript("SELECT 1; DROP TABLE t") } == .syntax)
        let answers = session.ping()
        #expect(answers)
    }

    @Test("more statements than the cache holds: the oldest are closed, all go on working")
    func eviction() throws {
        var session = try database.session()
        for number in 0..<Session.mostStatements + 50 {
            let sql = SQL(stringLiteral: "SELECT \(number) AS n")
            #expect(try session.first(sql) { try $0.decode("n", as: Int.self) } == number)
        }
        #expect(try session.first("SELECT 0 AS n") { try $0.decode("n", as: Int.self) } == 0)
        let closed: String? = try session.first("SHOW SESSION STATUS LIKE 'Com_stmt_close'") { try $0("Value") }
        #expect(closed.flatMap(Int.init) ?? 0 >= 50)
    }
}
