import Foundation

/// What tests take from PyPI; installed where that has not been done.
enum PythonPackages {
    /// The Python that has them.
    static func interpreter() throws -> String {
        try installed.get()
    }

    // Tests that run side by side install once.
    private static let installed = Result {
        let (script, directory) = ("\(Repository.path)/scripts/python-packages", "\(Repository.path)/.build/python")
        let command = try Command(script, [directory], environment: ProcessInfo.processInfo.environment)
        guard command.status == 0 else { throw CommandFailed([script, directory], command) }
        return command.text.trimmingCharacters(in: .newlines)
    }
}
