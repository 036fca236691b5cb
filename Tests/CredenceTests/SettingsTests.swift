import API
import Foundation
import Testing

@testable import credence

@Suite struct SettingsTests {
    @Test("the environment goes before the file, and the file before the fallback") func layers() throws {
        let file = try ConfigurationFile(
            "CREDENCE_DB_NAME=filed\nCREDENCE_DB_USER = filed \n# CREDENCE_LISTEN=no\n\n")
        let settings = try Settings(environment: ["CREDENCE_CONFIG": file.path, "CREDENCE_DB_USER": "environment"])
        #expect(settings.text(.databaseUser) == "environment")
        #expect(settings.text(.databaseName) == "filed")
        #expect(settings.text(.listen) == "fd:0")
    }

    @Test("a blank value counts as not set") func blank() throws {
        #expect(try Settings(environment: ["CREDENCE_DB_NAME": ""]).text(.databaseName) == "credence")
    }

    @Test("a switch is yes or no, and nothing else", arguments: [("yes", true), ("no", false), ("", false)])
    func flag(text: String, value: Bool) throws {
        let settings = try Settings(environment: ["CREDENCE_V2_CLEARTEXT": text, "CREDENCE_V2_REFUSE_INVALID": text])
        #expect(try settings.vaultLimits().admitsCleartextWorkers == value)
        #expect(try settings.vaultLimits().refusesInvalidCredentials == value)
        let wrong = try Settings(environment: ["CREDENCE_V2_CLEARTEXT": "true"])
        #expect(throws: SettingsError.self) { try wrong.vaultLimits() }
    }

    @Test(
        "half of the threads may wait to hash, and at least one is left for everything else",
        arguments: [(2, 1, 0), (4, 1, 1), (8, 1, 4), (8, 4, 1), (16, 1, 8), (16, 4, 7), (128, 16, 64)])
    func hashingQueue(threads: Int, concurrency: Int, waiting: Int) {
        #expect(Settings.hashingQueue(threads: threads, concurrency: concurrency) == waiting)
        #expect(concurrency + waiting + Settings.callingThreads(of: threads) < threads)
    }

    @Test("every setting is read from the variable of its name") func names() throws {
        for setting in Setting.all where setting.name != Setting.config.name {
            #expect(try Settings(environment: [setting.name: "given"]).text(setting) == "given", "\(setting.name)")
        }
    }

    @Test("a file that others may read is refused", arguments: [0o640, 0o604, 0o666]) func exposed(mode: Int) throws {
        let file = try ConfigurationFile("CREDENCE_DB_PASSWORD=x", mode: mode)
        #expect(throws: SettingsError.self) { try Settings(environment: ["CREDENCE_CONFIG": file.path]) }
    }

    @Test(
        "a line that sets nothing is refused",
        arguments: ["CREDENCE_DB_PASWORD=x", "export CREDENCE_DB_NAME=x", "nonsense", "=x"])
    func unknown(line: String) throws {
        let file = try ConfigurationFile("CREDENCE_DB_NAME=x\n\(line)\n")
        let error = #expect(throws: SettingsError.self) { try Settings(environment: ["CREDENCE_CONFIG": file.path]) }
        #expect(error?.description.hasPrefix("line 2 of ") == true)
    }

    @Test("a file that is not there is refused") func missing() {
        #expect(throws: SettingsError.self) { try Settings(environment: ["CREDENCE_CONFIG": "/nowhere/credence.conf"]) }
    }

    @Test("a count must be a number from 1 up", arguments: ["0", "-1", "many", "1.5"]) func counts(text: String) throws
    {
        let settings = try Settings(environment: ["CREDENCE_THREADS": text])
        #expect(throws: SettingsError.self) { try settings.count(.threads) }
    }

    @Test("what must be set and is not is named, with its meaning") func required() throws {
        let settings = try Settings(environment: [:])
        let error = #expect(throws: SettingsError.self) { try settings.required(.masterKeysFile) }
        #expect(error?.description.contains("CREDENCE_MASTER_KEYS_FILE") == true)
    }

    @Test(
        "an unknown log level, listener, database host or address is refused",
        arguments: ["CREDENCE_LOG_LEVEL", "CREDENCE_LISTEN", "CREDENCE_OUTGOING_ALLOW"])
    func invalid(name: String) throws {
        let settings = try Settings(environment: [name: "nonsense"])
        #expect(throws: SettingsError.self) {
            _ = try settings.logger()
            _ = try settings.server()
            _ = try settings.addresses()
        }
    }

    @Test("what is written for operators and settings agree on names", arguments: ["README.md", "docs/v2.md"])
    func documented(file: String) throws {
        let place = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(file)")
        let text = try String(contentsOf: place, encoding: .utf8)
        let named = Set(text.matches(of: /CREDENCE_[A-Z0-9_]+(?==)/).map { String($0.output) })
        #expect(!named.isEmpty)
        #expect(named.isSubset(of: Setting.all.map(\.name)))
    }
}

/// A file of settings that goes when the test is over.
private final class ConfigurationFile {
    let path = NSTemporaryDirectory() + "credence-settings-\(UUID().uuidString)"

    init(_ text: String, mode: Int = 0o600) throws {
        try #require(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
