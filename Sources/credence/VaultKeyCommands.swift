import ArgumentParser
import Credentials
import Secrets
import Store

/// `credence v2 key …`
struct VaultKeyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The keys of /v2; those of workers are made with worker-key.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an app's key, sk_live_…, and print it, once: only its digest is kept.")

        @Option(help: "The organization that it opens, org_….") var organization: OrganizationID
        @Option(help: "read or write, which includes read.") var permission = Permission.write
        @Option(help: "What its owners call it.") var name = ""

        func validate() throws {
            if permission == .manage { throw ValidationError("A key of /v2 is for read or write.") }
        }

        func run() throws {
            var store = try Settings().store()
            try store.create(.organization(organization, permission), named: name, for: [organization], .app)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys: id, side (app, worker), organizations, permission or scopes, state, name.")

        func run() throws {
            var store = try Settings().store()
            for key in try store.vaultKeys() {
                print(
                    key.id, key.reach.columns.joined(separator: "\t"), key.revoked ? "revoked" : "active", key.name,
                    separator: "\t")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a key, everywhere and for ever.")

        @Argument(help: "The key's id, vkey_…, as listed.") var id: String

        func run() throws {
            // Parsed here, because a key pasted by mistake must not come back in an error message.
            guard let id = VaultKeyID(id) else {
                throw Refusal("That is no key's id: `credence v2 key list` tells it.")
            }
            var store = try Settings().store()
            guard try store.revokeVaultKey(id) else { throw Refusal("There is no such key in force.") }
        }
    }
}

extension Store {
    /// Makes a key and prints it.
    ///
    /// - Throws: ``Refusal`` when one of the organizations does not exist.
    mutating func create(
        _ reach: VaultKey.Reach, named name: String, for organizations: [OrganizationID], _ side: VaultKeyText.Side
    ) throws {
        for id in organizations where try organization(id) == nil {
            throw Refusal("There is no such organization: \(id).")
        }
        let text = VaultKeyText.generate(for: side)
        let key = VaultKey(id: IdentifierGenerator.shared.next(), name: name, reach: reach, revoked: false)
        try insert(key, digest: VaultKeyText.digest(of: text))
        print(text.reveal())
    }
}

extension VaultKey.Reach {
    fileprivate var columns: [String] {
        switch self {
        case .organization(let organization, let permission):
            ["app", organization.description, permission.rawValue]
        case .worker(let reach):
            [
                "worker", reach.organizations.map(\.description).joined(separator: ","),
                reach.scopes.map(\.rawValue).sorted().joined(separator: ","),
            ]
        }
    }
}
