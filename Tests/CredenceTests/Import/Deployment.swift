import Credentials
import Foundation
import JSON
import MariaDB
import Secrets
import Store
import TestDatabase
import Testing

/// A migrated database with a realm, and commands that run against it as processes.
final class Deployment: Sendable {
    let database: TestDatabase
    let realm: RealmID
    private let keys: String
    private let executable: String

    init() throws {
        executable = try #require(
            ProcessInfo.processInfo.environment["CREDENCE_BIN"],
            "CREDENCE_BIN does not name the credence executable: run the tests with `make test`.")
        database = try TestDatabase()
        var migrator = Migrator(try database.session())
        _ = try migrator.run()
        keys = Keyring.newEntry().line
        var store = Store(try database.session(), keyring: try Keyring(parsing: keys))
        let account = Account(id: IdentifierGenerator.shared.next(), name: "Acme")
        try store.insert(account)
        let realm = Realm(id: IdentifierGenerator.shared.next(), account: account.id, name: "Main")
        try store.create(realm, signing: try JWTKey.generate(.hs256), request: [:])
        self.realm = realm.id
    }

    /// An import into the realm, begun.
    func importUsers(
        _ file: ScratchFile, report: ScratchFile? = nil, _ arguments: String...
    ) throws -> RunningCommand {
        let reporting = report.map { ["--report", $0.path] } ?? []
        return try start(
            ["import", "users", file.path, "--realm", realm.description] + reporting + arguments,
            files: [file] + (report.map { [$0] } ?? []))
    }

    /// A command, begun.
    ///
    /// - Parameter files: what must not go before the command ends.
    func start(_ arguments: [String], files: [ScratchFile] = []) throws -> RunningCommand {
        let variables = ProcessInfo.processInfo.environment
        let settings = [
            "CREDENCE_DB_HOSTS": variables["CREDENCE_TEST_DB"] ?? "", "CREDENCE_DB_NAME": database.name,
            "CREDENCE_DB_USER": "root", "CREDENCE_MASTER_KEYS": keys,
        ]
        return try RunningCommand(
            executable, arguments, environment: variables.merging(settings) { $1 }, files: files)
    }

    /// One column of the rows that a statement finds.
    func column<Value: ColumnDecodable>(_ name: String, _ sql: SQL) throws -> [Value] {
        var session = try database.session()
        return try session.rows(sql) { try $0(name) }
    }

    /// The names of the realm's users, each as often as it is there.
    func usernames() throws -> [String] {
        try column("username", "SELECT username FROM users WHERE realm_id = \(realm) ORDER BY id")
    }
}
