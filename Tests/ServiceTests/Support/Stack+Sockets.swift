import Foundation

extension Stack {
    /// The path of a worker's socket.
    func socket(of worker: Int) throws -> String {
        "\(try sockets)/worker-\(worker).sock"
    }

    /// How many connections to a worker's socket wait to be taken, or have been.
    func connections(to worker: Int) throws -> Int {
        try inodes(of: worker, inState: [.connecting, .connected]).count
    }

    /// How many connections a worker holds open.
    func connections(heldBy worker: Int) throws -> Int {
        try connections(to: worker, heldBy: workers[worker - 1])
    }

    /// How many connections to a worker's socket a process holds open.
    func connections(to worker: Int, heldBy process: Int32) throws -> Int {
        let directory = "/proc/\(process)/fd"
        let links = try FileManager.default.contentsOfDirectory(atPath: directory).compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)")
        }
        return try inodes(of: worker, inState: [.connected]).count { links.contains("socket:[\($0)]") }
    }

    /// The sockets at a worker's end.
    private func inodes(of worker: Int, inState states: [UnixSocket.State?]) throws -> [Substring] {
        let path = try socket(of: worker)
        return try UnixSocket.all().filter { $0.path ?? "" == path && states.contains($0.state) }.map(\.inode)
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
