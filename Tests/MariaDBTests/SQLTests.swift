import Testing

@testable import MariaDB

@Suite struct SQLTests {
    @Test("every interpolated value becomes a placeholder and a bound value")
    func binding() {
        let hostile = "x' OR '1'='1"
        let missing: Int? = nil
        let sql: SQL = "SELECT a FROM t WHERE b = \(hostile) AND c = \(7) AND d <=> \(missing)"
        #expect(sql.text == "SELECT a FROM t WHERE b = ? AND c = ? AND d <=> ?")
        #expect(sql.values == [.text(hostile), .integer(7), .null])
    }

    @Test("raw text is inserted as it is")
    func raw() {
        let column: StaticString = "name"
        let sql: SQL = "SELECT \(raw: column) FROM t"
        #expect(sql.text == "SELECT name FROM t")
        #expect(sql.values.isEmpty)
    }

    @Test("a fragment brings its values, in order")
    func fragment() {
        let condition: SQL = "b = \(2) AND c = \(3)"
        let sql: SQL = "SELECT \(1) FROM t WHERE \(fragment: condition) AND d = \(4)"
        #expect(sql.text == "SELECT ? FROM t WHERE b = ? AND c = ? AND d = ?")
        #expect(sql.values == [.integer(1), .integer(2), .integer(3), .integer(4)])
    }

    @Test("a list becomes as many placeholders as it has members, and NULL when it is empty")
    func list() {
        let sql: SQL = "IN (\(list: ["a", "b"])), IN (\(list: [Int]()))"
        #expect(sql.text == "IN (?, ?), IN (NULL)")
        #expect(sql.values == [.text("a"), .text("b")])
    }

    @Test("a statement prints without its values")
    func redaction() {
        let sql: SQL = "SELECT \("planted")"
        var dumped = ""
        dump(sql, to: &dumped)
        #expect("\(sql)" == "SELECT ?")
        #expect(!String(reflecting: sql).contains("planted") && !dumped.contains("planted"))
    }

    @Test(
        "only statements that change nothing count as reading",
        arguments: [
            ("SELECT 1", true), ("\n  (select 1)", true), ("WITH a AS (SELECT 1) SELECT * FROM a", true),
            ("SHOW STATUS", true), ("INSERT INTO t VALUES (1)", false), ("SELECTED", false), ("", false),
        ])
    func isRead(text: String, expected: Bool) {
        #expect(SQL(stringLiteral: text).isRead == expected)
    }

    @Test(
        "what writes may wait for a lock, and what reads with one",
        arguments: [
            ("SELECT 1", false), ("SELECT id FROM t FOR UPDATE", true), ("SELECT id FROM t LOCK IN SHARE MODE", true),
            ("(select id from t for update skip locked)", true), ("UPDATE t SET id = 1", true),
        ])
    func mayLock(text: String, expected: Bool) {
        #expect(SQL(stringLiteral: text).mayLock == expected)
    }
}
