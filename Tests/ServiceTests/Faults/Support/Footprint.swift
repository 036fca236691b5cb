import Foundation

/// The memory that a process has.
struct Footprint {
    /// Bytes of memory that it has now, and the most since ``forgetPeak(of:)``.
    let resident: Int
    let peak: Int

    init(of process: Int32) throws {
        let lines = try ProcFile.text("/proc/\(process)/status").split(separator: "\n")
        resident = try Self.bytes("VmRSS:", lines)
        peak = try Self.bytes("VmHWM:", lines)
    }

    /// Those of all workers.
    static func workers(of stack: Stack) throws -> [Footprint] {
        try stack.workers.map { try Footprint(of: $0) }
    }

    /// Those of all workers at rest, each the least of what it was seen to have for two seconds: the last hash that a flood asked
    /// for, whose memory is 19 MiB, may be made after the flood has gone.
    static func calmWorkers(of stack: Stack) throws -> [Footprint] {
        var least = try workers(of: stack)
        for _ in 0..<20 {
            usleep(100_000)
            least = zip(least, try workers(of: stack)).map { $0.resident < $1.resident ? $0 : $1 }
        }
        return least
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
