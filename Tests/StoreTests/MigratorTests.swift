import Foundation
import MariaDB
import Schema
import Secrets
import Store
import TestDatabase
import TestThreads
import Testing

@Suite("Migrator")
struct MigratorTests {
    private let database: TestDatabase
    private let names = Migration.all.map(\.name)

    init() throws {
        database = try TestDatabase()
    }

    private func run() throws -> [String] {
        var migrator = Migrator(try database.session())
        return try migrator.run()
    }

    private func isCurrent() throws -> Bool {
        var store = Store(try database.session(), keyring: try Keyring(parsing: Keyring.newEntry().line))
        return try store.isSchemaCurrent()
    }

    @Test("an empty database gets all, a second run nothing")
    func twice() throws {
        #expect(try run() == names)
        #expect(try run() == [])
        #expect(try isCurrent())
    }

    @Test("a database that lacks the newest is not current and gets it")
    func behind() throws {
        var older = Migrator(try database.session(), migrations: Migration.all.dropLast())
        #expect(try older.run() == names.dropLast())
        #expect(try !isCurrent())
        #expect(try run() == names.suffix(1))
        #expect(try isCurrent())
    }

    @Test("a newer database is current enough, an empty one says why it is not")
    func ahead() throws {
        #expect(throws: MariaDBError.self) { try isCurrent() }
        _ = try run()
        var session = try database.session()
        try session.execute("INSERT INTO schema_migrations (version, name) VALUES (9999, 'later')")
        #expect(try isCurrent())
        #expect(try run() == [])
    }

    @Test("several at once do each migration once")
    func concurrently() throws {
        let ran = try atOnce(4) { _ in try run() }
        #expect(ran.flatMap { $0 } == names)
    }

    @Test("the compiled list is what the directory holds, in its order")
    func files() throws {
        let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sql")
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { $0.hasSuffix(".sql") }.sorted()
        let expected = Migration.all.map { migration in
            let number = String(migration.version)
            return String(repeating: "0", count: 4 - number.count) + "\(number)_\(migration.name).sql"
        }
        #expect(files == expected)
        for (file, migration) in zip(files, Migration.all) {
            let text = try String(contentsOf: directory.appending(path: file), encoding: .utf8)
            #expect(text == migration.statement, "\(file)")
        }
    }
}
