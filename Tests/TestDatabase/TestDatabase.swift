import FoundationEssentials
public import MariaDB

/// A fresh, empty database on the test server, dropped in `deinit`. Make one per test suite.
public final class TestDatabase: Sendable {
    /// The name of the database, different each time.
    public let name: String
    private let administrator: Configuration

    /// Connects as the administrator and creates the database.
    public init() throws {
        administrator = Configuration(
            // Long, because at the beginning all suites make their tables at once, on one disk.
            hosts: [try Self.host], user: "root", readTimeout: 240, writeTimeout: 240,
            // A test that left a transaction open must not block the end of the suite.
            preamble: ["SET SESSION lock_wait_timeout = 10"])
        name = "credence_test_\(UInt64.random(in: 0...(.max)))"
        try run("CREATE DATABASE \(name) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin")
    }

    deinit {
        try? run("DROP DATABASE \(name)")
    }

    /// The administrator's, with this database chosen.
    public var configuration: Configuration {
        var configuration = administrator
        configuration.database = name
        return configuration
    }

    /// A new session on this database.
    public func session() throws -> Session {
        try Session(configuration)
    }

    private func run(_ statement: String) throws {
        var session = try Session(administrator)
        try session.runScript(statement)
    }

    private static var host: Host {
        get throws(MissingServer) {
            let variable = ProcessInfo.processInfo.environment["CREDENCE_TEST_DB"] ?? ""
            guard let host = Host(variable) else { throw MissingServer() }
            return host
        }
    }
}
