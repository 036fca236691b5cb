import ArgumentParser

/// `credence settings`: the documentation of the settings.
struct ListSettings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "List all settings: name, default, meaning. No values are shown.")

    func run() {
        for setting in Setting.all {
            let fallback = setting.fallback.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
            print("\(setting.name)\(fallback)\(setting.isSecret ? " (secret)" : "")\n    \(setting.help)")
        }
    }
}
