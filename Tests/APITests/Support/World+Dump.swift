import MariaDB
import TestDatabase

extension World {
    /// Every row of every table, all columns as bytes.
    func dump() throws -> [UInt8] {
        var session = try database.session()
        let columns = try session.rows(
            """
            SELECT table_name AS name, GROUP_CONCAT(CONCAT('CAST(`', column_name, '` AS BINARY)')) AS parts
            FROM information_schema.columns WHERE table_schema = DATABASE() GROUP BY table_name
            """
        ) { (table: try $0("name", as: String.self), parts: try $0("parts", as: String.self)) }
        var dump: [UInt8] = []
        for (table, parts) in columns {
            let statement = SQL(stringLiteral: "SELECT CONCAT_WS('\n', \(parts)) AS bytes FROM `\(table)`")
            for row in try session.rows(statement, { try $0("bytes", as: [UInt8].self) }) { dump += row + [0x0A] }
        }
        return dump
    }
}
