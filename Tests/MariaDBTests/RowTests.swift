import Testing

@testable import MariaDB

@Suite struct RowTests {
    let row = Row(
        columns: ColumnNames(["id", "name", "id", "nothing"]),
        source: Planted([.integer(1), .text("planted"), .integer(2), .null]), number: 7)

    @Test("columns are read by name; of two with one name, the first")
    func names() throws {
        #expect(try row.decode("name", as: String.self) == "planted")
        #expect(try row("id") == 1)
    }

    @Test("a part of the columns is read under the rest of their names")
    func parts() throws {
        let row = Row(
            columns: ColumnNames(["id", "owner_id", "owner_name"]),
            source: Planted([.integer(1), .integer(2), .text("planted")]), number: 7)
        for _ in 1...2 {
            #expect(try row.named("owner_").decode("name", as: String.self) == "planted")
            #expect(try row.named("owner_")("id") == 2)
            #expect(try row.named("own").named("er_")("id") == 2)
        }
        #expect(failure { try row.named("owner_").decode("owner_id", as: Int.self) } == .decoding(column: "owner_id"))
        #expect(failure { try row.named("id").decode("owner_id", as: Int.self) } == .decoding(column: "owner_id"))
    }

    @Test("a row that is gone cannot be read")
    func gone() throws {
        let kept = Row(columns: row.columns, source: row.source, number: 6)
        #expect(failure { try kept.decode("name", as: String.self) } == .decoding(column: "name"))
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

/// Where the row 7 is.
private final class Planted: RowSource {
    private let values: [Value]

    init(_ values: [Value]) {
        self.values = values
    }

    func value(at index: Int, ofRow number: Int) -> Value? {
        number == 7 ? values[index] : nil
    }
}
