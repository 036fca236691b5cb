import ArgumentParser
import Credentials
import Store

/// `credence v2 organization …`
struct OrganizationCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "Owners of sources, credentials and task runs.",
        subcommands: [Create.self, List.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Create an organization and print its id.")

        @Argument(help: "What its owners call it.") var name: String

        func run() throws {
            try OwnersName.check(name)
            var store = try Settings().store()
            let organization = Organization(id: IdentifierGenerator.shared.next(), name: name)
            try store.insert(organization)
            print(organization.id)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the organizations: id, name.")

        func run() throws {
            var store = try Settings().store()
            for organization in try store.organizations() {
                print(organization.id, organization.name, separator: "\t")
            }
        }
    }
}
