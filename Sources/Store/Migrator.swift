public import MariaDB
public import Schema

/// Brings a database's schema up to what this executable expects, one statement at a time.
///
/// MariaDB commits each statement that changes the schema by itself, so each migration is one statement, and what has
/// been done is noted right after it.
public struct Migrator: ~Copyable {
    private var session: Session
    private let migrations: [Migration]

    /// Takes over a session whose account may change the schema.
    ///
    /// - Parameter migrations: tests make the schema of an earlier version; nobody else does.
    public init(_ session: consuming Session, migrations: [Migration] = Migration.all) {
        self.session = session
        self.migrations = migrations
    }

    /// Runs what is missing and returns the names of the migrations run.
    ///
    /// - Throws: ``MariaDB/MariaDBError``; ``MigrationFailure/busy`` when another process migrates for a minute.
    public mutating func run() throws -> [String] {
        guard try lock() else { throw MigrationFailure.busy }
        let outcome = Result { try runMissing() }
        unlock()
        return try outcome.get()
    }

    private mutating func runMissing() throws -> [String] {
        try session.runScript(Self.history)
        let version = try session.schemaVersion()
        let missing = migrations.filter { $0.version > version }
        for migration in missing {
            try session.runScript(migration.statement)
            try session.execute(
                "INSERT INTO schema_migrations (version, name) VALUES (\(migration.version), \(migration.name))")
        }
        return missing.map(\.name)
    }

    private static let history = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version INT NOT NULL,
            name VARCHAR(255) NOT NULL,
            applied_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6),
            PRIMARY KEY (version)
        ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
        """

    private mutating func lock() throws -> Bool {
        try session.first("SELECT GET_LOCK('credence_migrate', 60) AS locked") { try $0("locked") } == 1
    }

    private mutating func unlock() {
        _ = try? session.first("SELECT RELEASE_LOCK('credence_migrate') AS released") { _ in }
    }
}

/// Why a database could not be migrated.
public enum MigrationFailure: Error {
    /// Another process holds the lock.
    case busy
}

extension Store {
    /// Whether the database has the schema that this executable was built for, or a newer one.
    public mutating func isSchemaCurrent() throws -> Bool {
        try session.schemaVersion() >= Migration.all.count
    }
}

extension Session {
    /// The version of the newest migration that ran.
    mutating func schemaVersion() throws -> Int {
        try first("SELECT COALESCE(MAX(version), 0) AS version FROM schema_migrations") { try $0("version") } ?? 0
    }
}
