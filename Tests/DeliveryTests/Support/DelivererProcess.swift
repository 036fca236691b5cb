import Foundation
import MariaDB
import Synchronization
import TestDatabase

/// `credence deliver` as a process of its own.
final class DelivererProcess {
    private let process = Process()
    private let logFile = NSTemporaryDirectory() + "credence-deliver-\(UUID().uuidString).log"

    init(_ outbox: Outbox) throws {
        let variables = ProcessInfo.processInfo.environment
        guard let executable = variables["CREDENCE_BIN"] else { throw MissingExecutable() }
        process.executableURL = URL(filePath: executable)
        process.arguments = ["deliver"]
        // What is known to be no finding is told by names, for which a sanitizer calls a tool.
        let sanitizers = variables.filter { $0.key == "PATH" || $0.key.hasSuffix("SAN_OPTIONS") }
        let settings = [
            "CREDENCE_DB_HOSTS": variables["CREDENCE_TEST_DB"] ?? "", "CREDENCE_DB_NAME": outbox.database.name,
            "CREDENCE_DB_USER": outbox.database.configuration.user, "CREDENCE_MASTER_KEYS": outbox.masterKeys,
            "CREDENCE_OUTGOING_ALLOW": "127.0.0.0/8",
        ]
        process.environment = settings.merging(sanitizers) { $1 }
        _ = FileManager.default.createFile(atPath: logFile, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: logFile)
        try process.run()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(atPath: logFile)
    }

    /// What it has logged.
    var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }

    /// Asks it to stop.
    func terminate() {
        Foundation.kill(process.processIdentifier, SIGTERM)
    }

    /// Ends it without a word, and waits until it has ended.
    func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// How it ended; waits until it has.
    var status: Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    struct MissingExecutable: Error, CustomStringConvertible {
        let description = "CREDENCE_BIN does not name the credence executable: run the tests with `make test`."
    }
}

/// Something that is so until it is not any more.
final class Flag: Sendable {
    private let raised = Atomic(true)

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    func lower() { raised.store(false, ordering: .releasing) }
}
