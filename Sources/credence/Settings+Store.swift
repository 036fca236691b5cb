import API
import FastCGI
import Foundation
import Logging
import MariaDB
import Outgoing
import Secrets
import Store

extension Settings {
    /// A store that connects on first use, with the account that cannot change the schema.
    ///
    /// - Parameters:
    ///   - batches: shared by the stores of the process.
    ///   - crew: the threads of the process.
    /// - Throws: ``SettingsError``, `KeyringError`.
    func store(
        _ batches: StoreBatches = StoreBatches(), crew: (any Crew)? = nil
    ) throws -> Store {
        var configuration = try database(user: .databaseUser, password: .databasePassword)
        // A statement that is given up here must not go on there, holding its locks.
        configuration.preamble.append("SET SESSION max_statement_time = \(Double(configuration.readTimeout) - 0.5)")
        return Store(
            Session(connectingOnUse: configuration), keyring: try keyring(), batches: batches,
            crew: crew)
    }

    /// A migrator, with the account that may change the schema.
    func migrator() throws -> Migrator {
        var configuration = try database(user: .migrationUser, password: .migrationPassword)
        // A change of a large table is silent for as long as it takes.
        configuration.readTimeout = 24 * 3600
        return Migrator(try Session(configuration))
    }

    /// The master keys.
    func keyring() throws -> Keyring {
        if let text = text(.masterKeys) { return try Keyring(parsing: text) }
        return try Keyring(file: try required(.masterKeysFile))
    }

    /// A logger that writes to standard error.
    func logger() throws -> Logger {
        let level = try logLevel()
        return Logger(label: "credence") { _ in LineLogHandler(logLevel: level) }
    }

    /// The same for the lines of requests.
    func requestLog() throws -> RequestLineLog {
        RequestLineLog(level: try logLevel())
    }

    private func logLevel() throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text(.logLevel) ?? "") else { throw SettingsError.invalid(.logLevel) }
        return level
    }

    /// How the FastCGI server listens and what it takes.
    func server() throws -> FastCGI.Configuration {
        guard let listen = ListenAddress(try required(.listen)) else { throw SettingsError.invalid(.listen) }
        var server = FastCGI.Configuration(listen: listen, threads: try count(.threads))
        server.maximumConnections = try count(.connections) ?? server.maximumConnections
        server.drainLimit = .seconds(try count(.drainSeconds) ?? 30)
        return server
    }

    /// The bulkhead around password hashing for a process with so many threads.
    func hasher(threads: Int) throws -> PasswordHasher {
        let concurrency = try count(.hashing) ?? max(1, ProcessInfo.processInfo.activeProcessorCount / 2)
        return PasswordHasher(
            concurrency: concurrency,
            waiting: try count(.hashingQueue) ?? Self.hashingQueue(threads: threads, concurrency: concurrency))
    }

    /// How many threads may wait to hash when nothing is said: half of them, as far as one is left for what does not hash
    /// while those that hash, and those that call other services, are at it.
    static func hashingQueue(threads: Int, concurrency: Int) -> Int {
        max(0, min(threads / 2, threads - concurrency - callingThreads(of: threads) - 1))
    }

    /// How many of so many threads may call other people's servers at once.
    static func callingThreads(of threads: Int) -> Int { threads / 4 }

    /// Which addresses callers may have the service call.
    func addresses() throws -> AddressPolicy {
        guard let policy = AddressPolicy(allowing: text(.outgoingAllow) ?? "") else {
            throw SettingsError.invalid(.outgoingAllow)
        }
        return policy
    }

    /// What organizations may do at most.
    func vaultLimits() throws -> VaultLimits {
        var limits = VaultLimits(
            requests: RequestLimit(requests: try limit(.vaultRate)), sessions: try limit(.vaultSessions))
        limits.refusesInvalidCredentials = try flag(.vaultRefuseInvalid)
        limits.admitsCleartextWorkers = try flag(.vaultCleartext)
        return limits
    }

    /// How to reach the database; on Galera every read waits for what other nodes have committed, because the requests of
    /// one app come to all workers and so to all nodes.
    private func database(user: Setting, password: Setting) throws -> MariaDB.Configuration {
        let hosts = try required(.databaseHosts).split(separator: ",")
            .map { Host($0.trimmingCharacters(in: .whitespaces)) }
        guard !hosts.isEmpty, !hosts.contains(nil) else { throw SettingsError.invalid(.databaseHosts) }
        var configuration = MariaDB.Configuration(
            hosts: hosts.compactMap { $0 }, user: try required(user), password: text(password) ?? "",
            database: try required(.databaseName), tls: text(.databaseAuthorities).map { TLS(authorities: $0) },
            preamble: ["SET SESSION wsrep_sync_wait = 1"], health: databaseHealth)
        // Where there is another node to go to, one that hangs is waited for only a little longer than for a lock.
        if hosts.count > 1 {
            configuration.connectTimeout = 2
            configuration.readTimeout = 4
        }
        return configuration
    }
}
