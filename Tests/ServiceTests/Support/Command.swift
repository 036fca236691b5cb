import Foundation

/// A finished process: how it ended, and what it wrote.
struct Command {
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Runs a program to its end, with this environment and no other.
    init(_ program: String, _ arguments: [String], environment: [String: String], input: [UInt8] = []) throws {
        let process = Process()
        let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = standardError
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: input)
        try standardInput.fileHandleForWriting.close()
        output = [UInt8](try standardOutput.fileHandleForReading.readToEnd() ?? Data())
        errors = String(decoding: try standardError.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}

/// A command that should have succeeded.
struct CommandFailed: Error, CustomStringConvertible {
    let description: String

    init(_ arguments: [String], _ command: Command) {
        description = "\(arguments.joined(separator: " ")) ended with \(command.status): \(command.errors)"
    }
}
