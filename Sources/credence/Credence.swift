import ArgumentParser
import Foundation
import Secrets

/// The executable: serves, and does what an operator needs at a shell.
@main
struct Credence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credence",
        abstract: "A self-hosted credential service.",
        discussion: "Settings come from the environment and from the file of CREDENCE_CONFIG: see `credence settings`.",
        subcommands: [
            Serve.self, Deliver.self, Migrate.self, AccountCommands.self, RealmCommands.self, AccessKeyCommands.self,
            KeyCommands.self, ImportCommands.self, VaultCommands.self, ListSettings.self,
        ])

    /// Every command may come to hold keys and passwords.
    static func main() {
        do {
            try ProcessMemory.protect()
            ProcessMemory.limitHeaps(cores: ProcessInfo.processInfo.activeProcessorCount)
        } catch {
            exit(withError: error)
        }
        main(nil)
    }
}
