import Configuration
import Foundation
import MariaDB

/// The values of the settings: the environment's, else the configuration file's, else the fallbacks.
struct Settings {
    private let reader: ConfigReader
    /// What the sessions of this process know of the database's hosts.
    let databaseHealth = HostHealth()

    /// Reads environment and file.
    ///
    /// - Throws: ``SettingsError``.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        var layers = [Self.layer(environment)]
        if let path = environment[Setting.config.name] { layers.append(Self.layer(try Self.lines(ofFile: path))) }
        reader = ConfigReader(providers: layers)
    }

    /// The value, or the fallback; a blank one counts as not set.
    func text(_ setting: Setting) -> String? {
        let key = ConfigKey(setting.name.lowercased().split(separator: "_").map(String.init))
        let value = reader.string(forKey: key, isSecret: setting.isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 } ?? setting.fallback
    }

    /// The value, or an error that says what it is for.
    func required(_ setting: Setting) throws(SettingsError) -> String {
        guard let value = text(setting) else { throw .missing(setting) }
        return value
    }

    /// The value as a number from 1 up.
    func count(_ setting: Setting) throws(SettingsError) -> Int? {
        guard let text = text(setting) else { return nil }
        guard let number = Int(text), number > 0 else { throw .invalid(setting) }
        return number
    }

    /// The value of a limit, where 0 is none.
    func limit(_ setting: Setting) throws(SettingsError) -> Int {
        guard let number = Int(try required(setting)), number >= 0 else { throw .invalid(setting) }
        return number
    }

    /// The value of a switch.
    func flag(_ setting: Setting) throws(SettingsError) -> Bool {
        switch try required(setting) {
        case "yes": true
        case "no": false
        default: throw .invalid(setting)
        }
    }

    private static func layer(_ values: [String: String]) -> EnvironmentVariablesProvider {
        let secrets = Set(Setting.all.filter(\.isSecret).map(\.name))
        return EnvironmentVariablesProvider(environmentVariables: values, secretsSpecifier: .specific(secrets))
    }

    private static func lines(ofFile path: String) throws(SettingsError) -> [String: String] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? NSNumber,
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else { throw .unreadable(path: path) }
        guard mode.intValue & 0o077 == 0 else { throw .exposed(path: path) }
        return try values(in: text, ofFile: path)
    }

    /// Blank lines and those that begin with `#` say nothing; any other must name a setting, so that a slip of the pen is
    /// not passed over.
    private static func values(in text: String, ofFile path: String) throws(SettingsError) -> [String: String] {
        let names = Set(Setting.all.map(\.name))
        var values: [String: String] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts[0].trimmingCharacters(in: .whitespaces)
            guard parts.count == 2, names.contains(name) else { throw .unknown(path: path, line: index + 1) }
            values[name] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        return values
    }
}
