import Foundation

extension Promise {
    /// Expects that no worker has logged an error: those are defects, while refusals are warnings.
    mutating func expectNoDefects(of stack: Stack) throws {
        let defects = try stack.defects
        expect("defects", defects.count, atMost: 0)
        for line in defects.prefix(3) { breach("defect: \(line.prefix(500))") }
    }
}

extension Stack {
    /// What the workers have logged as errors, at most a hundred lines of each.
    fileprivate var defects: [Substring] {
        get throws {
            let logs = try FileManager.default.contentsOfDirectory(atPath: "\(state)/logs")
                .filter { $0.hasPrefix("worker-") }.map { "\(state)/logs/\($0)" }
            let arguments = ["-ham100", #""level":"error""#] + logs
            return try Command("/usr/bin/grep", arguments, environment: [:]).text.split(separator: "\n")
        }
    }
}
