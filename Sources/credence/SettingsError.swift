/// What is wrong with the settings, in a sentence for the operator that repeats no secret.
enum SettingsError: Error, CustomStringConvertible {
    case missing(Setting)
    case invalid(Setting)
    case unreadable(path: String)
    case exposed(path: String)
    case unknown(path: String, line: Int)

    var description: String {
        switch self {
        case .missing(let setting): "\(setting.name) is not set (\(setting.help))"
        case .invalid(let setting): "\(setting.name) is not valid (\(setting.help))"
        case .unreadable(let path): "the configuration file \(path) cannot be read, or is no UTF-8 text"
        case .exposed(let path): "the configuration file \(path) may hold secrets: its mode must be 0600 or 0400"
        case .unknown(let path, let line):
            "line \(line) of \(path) sets nothing: it takes NAME=value with a name of `credence settings`, no quotes, no export"
        }
    }
}
