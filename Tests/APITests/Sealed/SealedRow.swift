import MariaDB
import Testing

/// A column of sealed values or of wrapped keys: `credentials.otp_secret`.
struct SealedColumn: Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    let table: String
    let name: String

    init(table: String, name: String) {
        self.table = table
        self.name = name
    }

    init(stringLiteral text: String) {
        let parts = text.split(separator: ".").map(String.init)
        (table, name) = (parts[0], parts[1])
    }

    var description: String { "\(table).\(name)" }

    /// How many bytes it can hold.
    func room(_ world: World) throws -> Int? {
        let found: [Int] = try world.column(
            "room",
            """
            SELECT character_maximum_length AS room FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = \(table) AND column_name = \(name)
            """)
        return found.first
    }
}

/// A sealed value in its row, and a request that cannot be answered without opening it.
struct SealedRow {
    let column: SealedColumn
    let condition: SQL
    let read: () -> Answer

    /// Whether the answer says that the value did not open. An API key under a key that is gone shows as unreadable, which
    /// is what the change of a realm's policy does to it (authrocket-v1.md section 17, decision 8).
    func isRefused(_ answer: Answer) -> Bool {
        answer.status == 500 || column == "credentials.api_key" && answer["api_key"]?.plain == nil
    }

    /// What stands there.
    func bytes(_ world: World) throws -> [UInt8] {
        let (table, name) = (SQL(stringLiteral: column.table), SQL(stringLiteral: column.name))
        let found: [[UInt8]] = try world.column(
            "value", "SELECT \(fragment: name) AS value FROM \(fragment: table) WHERE \(fragment: condition)")
        try #require(found.count == 1, "\(column)")
        return found[0]
    }

    /// Writes there behind the service's back.
    func write(_ bytes: [UInt8], _ world: World) throws {
        let (table, name) = (SQL(stringLiteral: column.table), SQL(stringLiteral: column.name))
        let count = try world.execute(
            "UPDATE \(fragment: table) SET \(fragment: name) = \(bytes) WHERE \(fragment: condition)")
        try #require(count == 1, "\(column)")
    }
}
