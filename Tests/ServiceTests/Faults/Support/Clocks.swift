import Credentials
import Foundation

/// The times of day that the processes of a stack see, each of which can be wrong by itself.
struct Clocks {
    private let directory: String

    /// - Throws: ``CommandFailed`` without a C compiler; clang comes with Swift.
    init() throws {
        directory = NSTemporaryDirectory() + "credence-clocks-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        let arguments = [
            "clang", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library,
            "\(Repository.path)/Tests/ServiceTests/Preloaded/clocks.c",
        ]
        let command = try Command("/usr/bin/env", arguments, environment: ProcessInfo.processInfo.environment)
        guard command.status == 0 else { throw CommandFailed(arguments, command) }
    }

    private var library: String { "\(directory)/clocks.so" }

    /// What gives a stack these clocks.
    var settings: [String: String] { ["LD_PRELOAD": library, "CREDENCE_CLOCKS": directory] }

    /// Makes the clocks of processes wrong by so many seconds from now on.
    func set(_ seconds: Int, of processes: [Int32]) throws {
        for process in processes {
            guard let file = FileHandle(forWritingAtPath: "\(directory)/\(process)") else {
                throw NotReady(what: "the clock of process \(process)")
            }
            let nanoseconds = Int64(seconds) * 1_000_000_000
            try file.write(contentsOf: withUnsafeBytes(of: nanoseconds) { Data($0) })
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: directory)
    }
}

extension Stack {
    /// The deliverer's process.
    var deliverer: Int32 {
        get throws {
            let line = try run("status").split(separator: "\n").first { $0.hasPrefix("deliverer: pid ") }
            guard let words = line?.split(whereSeparator: { " ,".contains($0) }), let process = Int32(words[2]) else {
                throw NotReady(what: "the deliverer")
            }
            return process
        }
    }
}
