import ArgumentParser
import Foundation
import Secrets

/// `credence keys …`
struct KeyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The master keys.", subcommands: [Initialize.self])

    struct Initialize: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Write a file with a new master key, mode 0600, and print the key's id.",
            discussion: "Keep a copy in a safe place: without it nothing in the database can be opened.")

        @Option(help: "The file; the one of CREDENCE_MASTER_KEYS_FILE when left out.") var file: String?

        func run() throws {
            let path = try file ?? Settings().required(.masterKeysFile)
            let entry = Keyring.newEntry()
            guard !FileManager.default.fileExists(atPath: path) else {
                throw ValidationError("\(path) exists; its keys may be in use, so it is left alone.")
            }
            guard
                FileManager.default.createFile(
                    atPath: path, contents: Data("\(entry.line)\n".utf8), attributes: [.posixPermissions: 0o600])
            else { throw ValidationError("\(path) cannot be written.") }
            print(entry.id)
        }
    }
}
