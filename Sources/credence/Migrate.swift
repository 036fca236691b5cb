import ArgumentParser
import Store

/// `credence migrate`: brings the schema up to date.
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database's schema up to date.")

    func run() throws {
        var migrator = try Settings().migrator()
        let names = try migrator.run()
        print(names.isEmpty ? "The schema is current." : "Migrated: \(names.joined(separator: ", ")).")
    }
}
