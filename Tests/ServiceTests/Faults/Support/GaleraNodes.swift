import Foundation
import MariaDB
import Testing

extension Stack {
    /// The tables in which the three Galera nodes do not hold the same, once each has caught up.
    func tablesThatDiffer() throws -> [String] {
        let tables = try rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'credence' ORDER BY table_name")
        let statement = "SET SESSION wsrep_sync_wait = 1; CHECKSUM TABLE \(tables.joined().joined(separator: ", "))"
        let sums = try (1...3).map { Set(try run("sql", "\($0)", input: statement).split(separator: "\n")) }
        let common = sums[0].intersection(sums[1]).intersection(sums[2])
        return sums[0].subtracting(common).map { String($0) }.sorted()
    }

    /// How many transactions the nodes have rolled back for the sake of others.
    func certificationFailures() throws -> Int {
        let names = "('WSREP_LOCAL_CERT_FAILURES', 'WSREP_LOCAL_BF_ABORTS')"
        let statement = """
            SELECT SUM(variable_value) FROM information_schema.global_status WHERE variable_name IN \(names)
            """
        return try (1...3).reduce(0) { sum, node in
            let text = try run("sql", "\(node)", input: statement).trimmingCharacters(in: .newlines)
            return sum + (Double(text).map { Int($0) } ?? 0)
        }
    }

    /// A session of the administrator at a node.
    func session(at node: Int) throws -> Session {
        let host = Host.unix("\(try sockets)/database/\(node).sock")
        return try Session(Configuration(hosts: [host], user: NSUserName(), database: "credence"))
    }
}
