import Foundation
import Testing

/// A private deployment made by `scripts/stack`: a database, two worker processes and nginx on a free port.
struct Stack: Sendable {
    /// The one of the suite that is running; see ``StackTrait``.
    @TaskLocal static var running: Stack?

    /// The directory in which the stack keeps everything.
    let state: String
    private let root: String
    private let environment: [String: String]

    /// Describes a stack that is still to be started.
    ///
    /// Its directory lies beside the list of stacks that `scripts/test` keeps, which stops them and removes what
    /// interrupted tests leave behind.
    ///
    /// - Parameters:
    ///   - directory: where under a private directory the state lies; a long path is no problem.
    ///   - settings: of the worker processes.
    init(in directory: String = "state", settings: [String: String] = [:]) throws {
        // Without what has the tests' own output come line by line (scripts/lib/tests.bash).
        let variables = ProcessInfo.processInfo.environment.filter { !["LD_PRELOAD", "_STDBUF_O"].contains($0.key) }
        let place = variables["CREDENCE_STACKS"].map { ($0 as NSString).deletingLastPathComponent } ?? "/tmp"
        root = "\(place)/service-\(String(UInt64.random(in: 0...(.max)), radix: 36))"
        state = "\(root)/\(directory)"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        let own = ["CREDENCE_STATE": state, "CREDENCE_PORT": "\(try Self.freePort())", "CREDENCE_WORKERS": "2"]
        environment = variables.merging(settings) { $1 }.merging(own) { $1 }
    }

    /// Starts it, or starts it again.
    func start() throws {
        guard environment["CREDENCE_BIN"] != nil else { throw MissingExecutable() }
        try run("start")
    }

    /// Stops it, however it stands, and removes all traces.
    func remove() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try run("stop")
    }

    /// Runs a stack command.
    ///
    /// - Throws: ``CommandFailed`` when it does not succeed.
    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> String {
        let command = try attempt(arguments, input: input)
        guard command.status == 0 else { throw CommandFailed(["stack"] + arguments, command) }
        return command.text
    }

    /// Runs a stack command that may fail.
    func attempt(_ arguments: [String], input: String = "") throws -> Command {
        try Command("\(Repository.path)/scripts/stack", arguments, environment: environment, input: Array(input.utf8))
    }

    /// Runs a stack command as the last words of another command.
    func run(under program: [String], _ arguments: [String]) throws {
        let words = program + ["\(Repository.path)/scripts/stack"] + arguments
        let command = try Command("/usr/bin/env", words, environment: environment)
        guard command.status == 0 else { throw CommandFailed(words, command) }
    }

    /// A value of the stack's `env` file, as it is now.
    func value(_ name: String) throws -> String {
        let lines = try String(contentsOfFile: "\(state)/env", encoding: .utf8).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("\(name)=") }, "env has no \(name)")
        return line.dropFirst(name.utf8.count + 1).trimmingCharacters(in: ["'"])
    }

    /// The worker processes that run now, the first worker's first.
    var workers: [Int32] {
        get throws { try value("CREDENCE_PIDS").split(separator: " ").compactMap { Int32($0) } }
    }

    /// The directory with worker N's socket.
    var sockets: String {
        get throws {
            guard state.utf8.count > 80 else { return state }
            return try String(contentsOfFile: "\(state)/run/sockets", encoding: .utf8)
                .trimmingCharacters(in: .newlines)
        }
    }

    var port: UInt16 {
        environment["CREDENCE_PORT"].flatMap(UInt16.init) ?? 0
    }

    /// A port outside the range from which the kernel serves others.
    private static func freePort() throws -> UInt16 {
        for _ in 0..<1000 {
            let port = UInt16.random(in: 20_000..<32_000)
            if (try? Connection(port: port)) == nil { return port }
        }
        throw MissingPort()
    }
}

/// The environment does not say what to test.
struct MissingExecutable: Error, CustomStringConvertible {
    let description = "CREDENCE_BIN does not name the credence executable: run the tests with `make test`."
}

struct MissingPort: Error {}
