import Foundation

extension Stack {
    /// The path of a worker's socket.
    func socket(of worker: Int) throws -> String {
        "\(try sockets)/worker-\(worker).sock"
    }

    /// How many connections to a worker's socket wait to be taken, or have been.
    func connections(to worker: Int) throws -> Int {
        try inodes(of: worker, inState: ["02", "03"]).count
    }

    /// How many connections a worker holds open.
    func connections(heldBy worker: Int) throws -> Int {
        let directory = "/proc/\(try workers[worker - 1])/fd"
        let links = try FileManager.default.contentsOfDirectory(atPath: directory).compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)")
        }
        return try inodes(of: worker, inState: ["03"]).count { links.contains("socket:[\($0)]") }
    }

    /// The sockets at a worker's end: "Num RefCount Protocol Flags Type St Inode Path" (proc(5)), where the state is 02
    /// for those that were not yet accepted and 03 for the others.
    private func inodes(of worker: Int, inState states: [Substring]) throws -> [Substring] {
        let path = try socket(of: worker)
        return try ProcFile.text("/proc/net/unix").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            return fields.count == 8 && states.contains(fields[5]) && fields[7] == path ? fields[6] : nil
        }
    }

    /// Stops both workers, and lets them go on when `body` has ended.
    func pausingWorkers(_ body: () throws -> Void) throws {
        let workers = try workers
        for worker in workers { kill(worker, SIGSTOP) }
        defer { for worker in workers { kill(worker, SIGCONT) } }
        try wait(for: "the workers to stand still") { try workers.allSatisfy { try hasStopped($0) } }
        try body()
    }

    /// Whether every thread of a process has stopped, some of which run on for a moment (proc(5), `stat`).
    private func hasStopped(_ process: Int32) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").allSatisfy { thread in
            let stat = try ProcFile.text("/proc/\(process)/task/\(thread)/stat")
            return stat.split(separator: ")").last?.hasPrefix(" T ") == true
        }
    }
}
