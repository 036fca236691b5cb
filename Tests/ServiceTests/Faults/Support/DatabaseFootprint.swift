/// What MariaDB holds for its clients.
struct DatabaseFootprint {
    let connections: Int
    let statements: Int

    init(of stack: Stack) throws {
        connections = try stack.databaseStatus("Threads_connected")
        statements = try stack.databaseStatus("Prepared_stmt_count")
    }
}

extension Stack {
    /// A number that MariaDB keeps of itself, at one of the nodes of a cluster.
    func databaseStatus(_ name: String, at node: Int = 1) throws -> Int {
        let row = try run("sql", "\(node)", input: "SHOW GLOBAL STATUS LIKE '\(name)'")
            .split(whereSeparator: \.isWhitespace)
        guard row.count == 2, let value = Int(row[1]) else { throw NotReady(what: name) }
        return value
    }
}
