import ArgumentParser
import Credentials
import Store

/// `credence account …`
struct AccountCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Owners of realms and access keys.", subcommands: [Create.self, List.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Create an account and print its id.")

        @Argument(help: "What its owners call it.") var name: String

        func run() throws {
            try OwnersName.check(name)
            var store = try Settings().store()
            let account = Account(id: IdentifierGenerator.shared.next(), name: name)
            try store.insert(account)
            print(account.id)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts: id, name.")

        func run() throws {
            var store = try Settings().store()
            for account in try store.accounts() { print(account.id, account.name, separator: "\t") }
        }
    }
}
