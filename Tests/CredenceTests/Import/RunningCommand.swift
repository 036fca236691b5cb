import Foundation

/// A process, with what it writes going to files so that it never waits for a reader.
final class RunningCommand {
    private let process = Process()
    private let output: ScratchFile
    private let errors: ScratchFile
    private let files: [ScratchFile]

    /// - Parameter files: what must not go before the process ends.
    init(_ program: String, _ arguments: [String], environment: [String: String], files: [ScratchFile]) throws {
        self.files = files
        (output, errors) = (try ScratchFile(""), try ScratchFile(""))
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output.path)
        process.standardError = FileHandle(forWritingAtPath: errors.path)
        try process.run()
    }

    deinit {
        kill()
    }

    /// Ends it by SIGKILL.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits for its end and returns status, output and errors.
    func result() throws -> (status: Int32, output: String, errors: String) {
        process.waitUntilExit()
        return (process.terminationStatus, try output.text, try errors.text)
    }
}

/// Waits until something holds; `false` when it does not within two minutes.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(120)
    while try !condition() {
        guard ContinuousClock.now < deadline else { return false }
        Thread.sleep(forTimeInterval: 0.01)
    }
    return true
}
