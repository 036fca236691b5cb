import Foundation
import MariaDB
import Testing

extension Stack {
    /// The tables in which the three Galera nodes do not hold the same, once each has caught up.
    func tablesThatDiffer() throws -> [String] {
        let tables = try rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'credence' ORDER BY table_name")
        let statement = "SET SESSION wsrep_sync_wait = 1; CHECKSUM TABLE \(tables.joined().joined(separator: ", "))"
        let sums = try (1...3).map { node in
            var answer: String?
            // A node that has just come back may need longer than it lets a statement wait for what it lacks.
            try wait(for: "node \(node) to catch up", upTo: 60) {
                answer = try? run("sql", "\(node)", input: statement)
                return answer != nil
            }
            return Set(answer?.split(separator: "\n") ?? [])
        }
        let common = sums[0].intersection(sums[1]).intersection(sums[2])
        return sums[0].subtracting(common).map { String($0) }.sorted()
    }

    /// How many transactions the nodes have rolled back for the sake of others.
    func certificationFailures() throws -> Int {
        try (1...3).reduce(0) { sum, node in
            try sum + databaseStatus("wsrep_local_cert_failures", at: node)
                + databaseStatus("wsrep_local_bf_aborts", at: node)
        }
    }

    /// Waits until each of the two workers uses the node that it prefers, so that what clients do happens at two nodes.
    ///
    /// - Returns: How many statements nodes 1 and 2 executed while reads came.
    func awaitTwoNodes() throws -> [Int] {
        var statements: [Int] = []
        // A node that was lost may be tried again only after a minute.
        try wait(for: "workers at two nodes", upTo: 70) {
            statements = statementsOfReads
            return Self.areAtTwoNodes(statements)
        }
        return statements
    }

    /// The same, by new workers who do not know of a node that was lost, unless the old ones have come back.
    func takeUpTwoNodes() throws -> [Int] {
        let statements = statementsOfReads
        if Self.areAtTwoNodes(statements) { return statements }
        try run("reload")
        return try awaitTwoNodes()
    }

    private static let reads = 200

    /// Each read takes several statements; the deliverer adds a few at node 1.
    private static func areAtTwoNodes(_ statements: [Int]) -> Bool {
        statements.count == 2 && statements.allSatisfy { $0 >= reads / 4 }
    }

    /// None while one of the nodes does not say.
    private var statementsOfReads: [Int] {
        guard let before = executions else { return [] }
        _ = try? Crowd.act(20, turns: Self.reads / 20, on: self) { wire, _ in wire.send("GET", "/v1/users/nobody") }
        return zip(executions ?? [], before).map { $0 - $1 }
    }

    private var executions: [Int]? {
        try? (1...2).map { try databaseStatus("Com_stmt_execute", at: $0) }
    }

    /// A session of the administrator at a node.
    func session(at node: Int) throws -> Session {
        let host = Host.unix("\(try sockets)/database/\(node).sock")
        return try Session(Configuration(hosts: [host], user: NSUserName(), database: "credence"))
    }
}

extension Promise {
    /// Sees to it that what follows happens at two nodes, and notes how many statements each executed of some reads.
    mutating func beginAtTwoNodes(of stack: Stack) throws {
        note("statements-at-nodes-1-and-2", try stack.takeUpTwoNodes().map(String.init).joined(separator: "+"))
    }
}
