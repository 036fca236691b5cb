import Foundation

extension Stack {
    /// The process id of a part of the stack, if it runs: `supervisor`, `nginx`, `database-1`.
    func process(_ name: String) throws -> Int32? {
        guard let record = try? String(contentsOfFile: "\(state)/run/\(name).pid", encoding: .utf8) else { return nil }
        return record.split(separator: " ").first.flatMap { Int32($0) }.flatMap { Self.isAlive($0) ? $0 : nil }
    }

    /// Every process whose command line or environment names this stack's directory.
    var processes: [Int32] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { process in
                Self.isAlive(process)
                    && ["cmdline", "environ"].contains { name in
                        (try? ProcFile.text("/proc/\(process)/\(name)"))?.contains(state) ?? false
                    }
            }
        }
    }

    /// The processes that a process has started and that have not ended.
    static func children(of process: Int32) throws -> Set<Int32> {
        let list = try ProcFile.text("/proc/\(process)/task/\(process)/children")
        return Set(list.split(separator: " ").compactMap { Int32($0) })
    }

    /// Lets nginx read its files again, with new processes, and returns once the former ones have ended: until then they
    /// close kept connections, also under a client that is just sending.
    func reloadGateway() throws {
        guard let nginx = try process("nginx") else { throw NotReady(what: "nginx") }
        let former = try Self.children(of: nginx)
        kill(nginx, SIGHUP)
        try wait(for: "nginx's former processes to end") { try former.isDisjoint(with: Self.children(of: nginx)) }
    }

    private static func isAlive(_ process: Int32) -> Bool {
        guard let line = try? ProcFile.text("/proc/\(process)/stat") else { return false }
        return line.split(separator: ")").last.map { !$0.hasPrefix(" Z") } ?? false
    }
}
