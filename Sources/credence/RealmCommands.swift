import ArgumentParser
import Credentials
import JSON
import Store

/// `credence realm …`
struct RealmCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "realm", abstract: "Populations of users.", subcommands: [Create.self, List.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Create a realm and print its id.")

        @Argument(help: "What its owners call it.") var name: String
        @Option(help: "The account that owns it, org_….") var account: AccountID

        func run() throws {
            try OwnersName.check(name)
            var store = try Settings().store()
            guard try store.account(account) != nil else { throw Refusal("There is no such account.") }
            let realm = Realm(id: IdentifierGenerator.shared.next(), account: account, name: name)
            try store.create(realm, signing: try JWTKey.generate(realm.jwtAlgorithm), request: [:])
            print(realm.id)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the realms: id, account, state, name.")

        func run() throws {
            var store = try Settings().store()
            for realm in try store.allRealms() {
                print(realm.id, realm.account, realm.state.rawValue, realm.name, separator: "\t")
            }
        }
    }
}
