import Foundation
import MariaDB
import TestDatabase

/// The plans by which the server really executed the statements of some sessions, read from its slow query log.
struct SlowLog {
    /// One table of one executed statement.
    struct Step: Hashable, CustomStringConvertible {
        let statement: String
        let table, type, key, extra: String
        /// How many rows were read, for each time the table was read.
        let rows: Double

        var description: String { "\(table) \(type) \(key) \(rows) [\(extra)] in: \(statement)" }
    }

    /// What makes a session log every statement with its plan; other sessions on the server are not affected.
    static let preamble = [
        "SET SESSION slow_query_log = 1, long_query_time = 0, min_examined_row_limit = 0, log_slow_verbosity = 'explain'"
    ]

    private let file: URL
    private let start: UInt64

    /// Begins to read at the log's present end.
    init(of database: TestDatabase) throws {
        var session = try database.session()
        try session.execute("SET GLOBAL slow_query_log = 1")
        let path = try session.first("SELECT @@slow_query_log_file AS file, @@datadir AS directory") {
            URL(
                filePath: try $0("file", as: String.self),
                relativeTo: URL(filePath: try $0("directory", as: String.self)))
        }
        file = path ?? URL(filePath: "/")
        start = try FileHandle(forReadingFrom: file).seekToEnd()
    }

    /// The plans of a database's statements, as far as they read tables.
    func steps(in database: TestDatabase) throws -> [Step] {
        let handle = try FileHandle(forReadingFrom: file)
        try handle.seek(toOffset: start)
        let text = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
        return text.components(separatedBy: "# User@Host:").filter { $0.contains("Schema: \(database.name) ") }
            .flatMap(Self.steps(of:))
    }

    private static func steps(of entry: String) -> [Step] {
        let lines = entry.split(separator: "\n")
        let statement = lines.dropFirst().filter { !$0.hasPrefix("#") && !$0.hasPrefix("SET timestamp=") }
            .joined(separator: " ")
        let plans = lines.filter { $0.hasPrefix("# explain: ") }.map { $0.dropFirst(11).split(separator: "\t") }
        let readsNothing = statement.hasPrefix("INSERT") && !statement.contains("SELECT")
        guard let header = plans.first, !readsNothing else { return [] }
        let names = header.map(String.init)
        return plans.dropFirst().filter { $0.count == names.count }.map { plan in
            let cells = Dictionary(zip(names, plan.map(String.init))) { $1 }
            return Step(
                statement: statement, table: cells["table"] ?? "", type: cells["type"] ?? "", key: cells["key"] ?? "",
                extra: cells["Extra"] ?? "", rows: cells["r_rows"].flatMap(Double.init) ?? 0)
        }
    }
}
