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
            // From its first moment on nobody else may read the file, nor may it replace keys that are in use.
            umask(0o077)
            do {
                try Data("\(entry.line)\n".utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
            } catch CocoaError.fileWriteFileExists {
                throw Refusal("\(path) exists; its keys may be in use, so it is left alone.")
            } catch {
                throw Refusal("\(path) cannot be written.")
            }
            print(entry.id)
        }
    }
}
