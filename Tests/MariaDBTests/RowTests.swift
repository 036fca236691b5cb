import Testing

@testable import MariaDB

@Suite struct RowTests {
    let row = Row(
        columns: ColumnNames(["id", "name", "id", "nothing"]),
        values: [.integer(1), .text("planted"), .integer(2), .null])

    @Test("columns are read by name; of two with one name, the first")
    func names() throws {
        #expect(try row.decode("name", as: String.self) == "planted")
        #expect(try row("id") == 1)
    }

    @Test("a missing column, another kind and NULL are errors that name the column")
    func failures() throws {
        #expect(failure { try row.decode("ID", as: Int.self) } == .decoding(column: "ID"))
        #expect(failure { try row.decode("name", as: Int.self) } == .decoding(column: "name"))
        #expect(failure { try row.decode("nothing", as: String.self) } == .decoding(column: "nothing"))
        #expect(try row.decode("nothing", as: String?.self) == nil)
    }

    @Test("a row prints its column names and no values")
    func redaction() {
        var dumped = ""
        dump(row, to: &dumped)
        #expect("\(row)" == "Row(id, name, id, nothing)")
        #expect(!String(reflecting: row).contains("planted") && !dumped.contains("planted"))
    }
}
