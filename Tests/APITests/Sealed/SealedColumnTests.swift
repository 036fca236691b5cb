import Credentials
import JSON
import MariaDB
import TestDatabase
import Testing

@Suite("Sealed values of every column")
struct SealedColumnTests {
    /// Columns of bytes that hold nothing sealed: hashes of passwords, which have no key.
    private static let others: Set<SealedColumn> = ["credentials.password_hash"]

    private let estate: SealedEstate
    private var world: World { estate.world }

    init() throws {
        estate = try SealedEstate()
    }

    @Test("every column that can hold sealed values is looked at")
    func columns() throws {
        var session = try world.database.session()
        let columns = try session.rows(
            """
            SELECT table_name AS t, column_name AS c FROM information_schema.columns
            WHERE table_schema = DATABASE() AND (data_type LIKE '%blob' OR data_type = 'varbinary'
                OR data_type = 'binary' AND character_maximum_length > 32)
            """
        ) { SealedColumn(table: try $0("t"), name: try $0("c")) }
        #expect(Set(columns).subtracting(Self.others) == Set(estate.rows.keys))
    }

    @Test("nothing opens in another row, in another column, or for somebody else, and nothing of it is told")
    func moves() throws {
        let values = try estate.rows.flatMap { column, rows in
            // Of another column one value will do; of the same also the neighbour's and somebody else's.
            try rows.enumerated().map { (row: $0.element, isFirst: $0.offset == 0, bytes: try $0.element.bytes(world)) }
        }
        var (moved, opened) = (0, 0)
        for (column, rows) in estate.rows.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            let (row, own, room) = (rows[0], try rows[0].bytes(world), try column.room(world) ?? 0)
            for value in values where value.isFirst || value.row.column == column {
                guard value.bytes != own, value.bytes.count <= room else { continue }
                try row.write(value.bytes, world)
                moved += 1
                let isRefused = expectRefusal(
                    by: row, "\(value.row.column) \(value.row.condition.text) in \(column)")
                if !isRefused { opened += 1 }
            }
            try row.write(own, world)
            let answer = row.read()
            #expect((200..<300).contains(answer.status) && !row.isRefused(answer), "\(column) in its own row")
        }
        // scripts/sanitize reads it.
        print("Moved sealed values of \(estate.rows.count) columns: \(moved), of which opened \(opened)")
        #expect(moved > estate.rows.count)
        let log = world.log.text
        #expect(log.contains("belongs to another place") && log.contains("sealed under a key that is not at hand"))
        #expect(!Traces(of: SealedEstate.secret).occur(in: log))
    }

    @Test("what was sealed for an older version of a vault credential does not open for a newer one")
    func versions() throws {
        for column in ["vault_credentials.payload", "vault_credentials.summary"] as [SealedColumn] {
            let row = try #require(estate.rows[column]?.first)
            let old = try row.bytes(world)
            let change = try #require(estate.rows["vault_credentials.payload"]?.first).read()
            try #require(change.status == 200)
            let new = try row.bytes(world)
            try row.write(old, world)
            expectRefusal(by: row, "\(column) of an older version")
            try row.write(new, world)
            #expect(row.read().status == 200)
        }
    }

    @Test("bytes that were never sealed are a defect too, and change nothing")
    func noise() throws {
        for (column, rows) in estate.rows {
            let own = try rows[0].bytes(world)
            let damaged: [[UInt8]] = [[], [1], own.dropLast(), own + [0], own.reversed()]
            for bytes in damaged {
                try rows[0].write(bytes, world)
                expectRefusal(by: rows[0], "\(column), \(bytes.count) bytes")
            }
            try rows[0].write(own, world)
        }
    }

    @discardableResult
    private func expectRefusal(by row: SealedRow, _ what: @autoclosure () -> String) -> Bool {
        let answer = row.read()
        let (isRefused, isSilent) = (row.isRefused(answer), !Traces(of: SealedEstate.secret).occur(in: answer.body))
        #expect(isRefused && isSilent, "\(what()): \(answer.status)")
        return isRefused && isSilent
    }
}
