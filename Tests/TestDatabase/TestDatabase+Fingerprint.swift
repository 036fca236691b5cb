import MariaDB

extension TestDatabase {
    /// A checksum of each table: equal before and after means that nothing was changed.
    public func fingerprint() throws -> [String: Int64] {
        var session = try session()
        let tables = try session.rows(
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = \(name)"
        ) { try $0("name", as: String.self) }
        let sums = try session.rows(SQL(stringLiteral: "CHECKSUM TABLE \(tables.joined(separator: ", ")) EXTENDED")) {
            (String(try $0("Table", as: String.self).dropFirst(name.count + 1)), try $0("Checksum", as: Int64.self))
        }
        return Dictionary(uniqueKeysWithValues: sums)
    }

    /// The names of a table's columns.
    public func columns(of table: String) throws -> Set<String> {
        var session = try session()
        let names = try session.rows(
            """
            SELECT column_name AS name FROM information_schema.columns
            WHERE table_schema = \(name) AND table_name = \(table)
            """
        ) { try $0("name", as: String.self) }
        return Set(names)
    }
}
