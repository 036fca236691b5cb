import ArgumentParser

/// `credence v2 …`
struct VaultCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "v2", abstract: "Organizations and keys of /v2, the vault for third-party logins.",
        subcommands: [OrganizationCommands.self, VaultKeyCommands.self, WorkerKeyCommands.self])
}
