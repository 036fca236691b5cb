import ArgumentParser

/// `credence import …`
struct ImportCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in what another service kept.", subcommands: [Users.self])
}
