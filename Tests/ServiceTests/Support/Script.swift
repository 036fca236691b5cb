import Foundation

/// A Python script that prints a line when it is ready and goes on until it is killed, with this object at the latest.
final class Script: Sendable {
    /// The line that it printed first.
    let firstLine: String
    private let process: Int32

    /// Starts it, with this environment and no other.
    init(_ path: String, environment: [String: String]) throws {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [path]
        process.environment = environment
        process.standardOutput = output
        try process.run()
        self.process = process.processIdentifier
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 { line.append(byte) }
        firstLine = String(decoding: line, as: UTF8.self)
    }

    deinit {
        // Foundation's Process passes on what signals its caller blocks, so asking may not help.
        kill(process, SIGKILL)
    }
}

extension Script {
    /// The sample worker, which takes whatever there is, or the runs of one source.
    static func sampleWorker(of stack: Stack, _ source: String = "") throws -> Script {
        let names = ["CREDENCE_URL", "CREDENCE_V2_WORKER_KEY"]
        let settings = Dictionary(uniqueKeysWithValues: try names.map { ($0, try stack.value($0)) })
        return try Script(
            "\(Repository.path)/examples/worker.py",
            environment: settings.merging(["CREDENCE_V2_SOURCES": source]) { $1 })
    }
}
