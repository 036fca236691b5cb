/// What MariaDB holds for its clients.
struct DatabaseFootprint {
    let connections: Int
    let statements: Int

    init(of stack: Stack) throws {
        connections = try Self.status("Threads_connected", of: stack)
        statements = try Self.status("Prepared_stmt_count", of: stack)
    }

    private static func status(_ name: String, of stack: Stack) throws -> Int {
        let row = try stack.run("sql", input: "SHOW GLOBAL STATUS LIKE '\(name)'").split(whereSeparator: \.isWhitespace)
        guard row.count == 2, let value = Int(row[1]) else { throw NotReady(what: name) }
        return value
    }
}
