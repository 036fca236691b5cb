import ArgumentParser
import Credentials
import Secrets
import Store

/// `credence access-key …`
struct AccessKeyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access-key", abstract: "The keys with which apps call the service.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a key and print it, once: only its digest is kept.")

        @Option(help: "The account that it opens, org_….") var account: AccountID
        @Option(help: "read, write or manage.") var permission: Permission
        @Option(help: "The only realm that it opens, rl_…; all of the account's when left out.") var realm: RealmID?
        @Option(help: "What its owners call it.") var name = ""
        @Flag(help: "The older form, key_…, presented with the account in a header of its own.") var legacy = false

        func run() throws {
            var store = try Settings().store()
            guard try store.account(account) != nil else { throw Refusal("There is no such account.") }
            guard try realmBelongs(&store) else {
                throw Refusal("The account has no such realm.")
            }
            let id: AccessKeyID = IdentifierGenerator.shared.next()
            let secret = Secret(RandomToken.base62(AccessKeyToken.secretLength))
            let token: AccessKeyToken = legacy ? .legacy(secret) : .current(id, secret)
            try store.insert(
                AccessKey(
                    id: id, account: account, realm: realm, name: name, permission: permission, legacy: legacy,
                    revoked: false), digest: token.digest)
            print(token.reveal())
        }

        private func realmBelongs(_ store: inout Store) throws -> Bool {
            guard let realm else { return true }
            return try store.policy(of: realm)?.account == account
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys: id, account, permission, realm (- for all), form (current, legacy), state, name.")

        @Option(help: "Only this account's.") var account: AccountID?

        func run() throws {
            var store = try Settings().store()
            for key in try store.accessKeys(of: account) {
                print(
                    key.id, key.account, key.permission.rawValue, key.realm?.description ?? "-",
                    key.legacy ? "legacy" : "current", key.revoked ? "revoked" : "active", key.name, separator: "\t")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a key, everywhere and for ever.")

        @Argument(help: "The key's id: the part before the dash, ko_….") var id: String

        func run() throws {
            // Parsed here, because a whole key pasted by mistake must not come back in an error message.
            guard let id = AccessKeyID(id) else { throw Refusal("That is no key's id: give the part before the dash.") }
            var store = try Settings().store()
            guard try store.revokeAccessKey(id) else { throw Refusal("There is no such key in force.") }
        }
    }
}
