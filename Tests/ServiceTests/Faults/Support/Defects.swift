import Foundation

extension Promise {
    /// Expects that neither a worker nor the deliverer has logged an error: those are defects, while refusals, and a
    /// database that is away, are warnings.
    mutating func expectNoDefects(of stack: Stack) throws {
        let defects = try stack.defects
        expect("defects", defects.count, atMost: 0)
        for line in defects.prefix(3) { breach("defect: \(line.prefix(500))") }
    }
}

extension Stack {
    /// The directory of the logs as its processes see it, which may be another one than what lies there for us; see
    /// ``SmallDisk``.
    var logs: String {
        get throws {
            let root = try process("supervisor").map { "/proc/\($0)/root" } ?? ""
            return "\(root)\(state)/logs"
        }
    }

    /// What is logged as an error, at most a hundred lines of each process.
    fileprivate var defects: [Substring] {
        get throws {
            let directory = try logs
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { $0.hasPrefix("worker-") || $0 == "deliverer.log" }
            let arguments = ["-Eham100", #""level":"(error|critical)""#] + names.map { "\(directory)/\($0)" }
            let command = try Command("/usr/bin/grep", arguments, environment: [:])
            guard names.count > 1, command.status < 2 else { throw NotReady(what: "logs: \(command.errors)") }
            return command.text.split(separator: "\n")
        }
    }
}
