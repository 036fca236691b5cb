import Foundation

/// What a process holds.
struct Footprint {
    /// Bytes of memory that it has now, and the most since ``forgetPeak(of:)``.
    let resident: Int
    let peak: Int
    /// Descriptors, without those of connections to its socket.
    let descriptors: Int

    /// The footprint of a worker, from 1.
    init(ofWorker worker: Int, on stack: Stack) throws {
        let process = try stack.workers[worker - 1]
        let lines = try ProcFile.text("/proc/\(process)/status").split(separator: "\n")
        resident = try Self.bytes("VmRSS:", lines)
        peak = try Self.bytes("VmHWM:", lines)
        let all = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        descriptors = all - (try stack.connections(heldBy: worker))
    }

    /// Those of both workers.
    static func workers(of stack: Stack) throws -> [Footprint] {
        try (1...2).map { try Footprint(ofWorker: $0, on: stack) }
    }

    /// Lets the peak begin anew at what the process has now (proc(5), `clear_refs`).
    static func forgetPeak(of process: Int32) throws {
        try "5".write(toFile: "/proc/\(process)/clear_refs", atomically: false, encoding: .utf8)
    }

    private static func bytes(_ name: Substring, _ lines: [Substring]) throws -> Int {
        let words = lines.first { $0.hasPrefix(name) }?.split(whereSeparator: \.isWhitespace)
        guard let words, words.count == 3, let kibibytes = Int(words[1]) else { throw NotReady(what: String(name)) }
        return kibibytes << 10
    }
}
