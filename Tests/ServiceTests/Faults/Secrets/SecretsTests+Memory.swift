import Foundation
import Testing

extension FaultTests.SecretsTests {
    /// What others learn of the memory of a process that holds keys.
    @Suite(.serialized) struct MemoryTests {
        private static let environment = ProcessInfo.processInfo.environment
        /// As any user is who is not the administrator: without the right to look at everybody's processes.
        private static let unprivileged =
            geteuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-all", "--inh-caps=-all"] : ["/usr/bin/env"]

        @Test("a worker's memory stays its own, also when it crashes") func memory() {
            Promise.tell(
                "Secrets in memory",
                """
                A worker that crashes leaves no core, where another process leaves one; no process of the same user reads \
                its memory or its environment, as it reads those of others.
                """
            ) { promise in
                try expectClosed(&promise)
                try expectOthersOpen(&promise)
                for signal in [SIGSEGV, SIGILL] { try expectNoCore(&promise, after: signal) }
            }
        }

        private func expectClosed(_ promise: inout Promise) throws {
            let executable = try #require(Self.environment["CREDENCE_BIN"])
            let socket = NSTemporaryDirectory() + "credence-\(UInt32.random(in: 0...(.max))).sock"
            let worker = try start([executable, "serve"], ["CREDENCE_LISTEN": "unix:\(socket)"])
            defer {
                stop(worker)
                try? FileManager.default.removeItem(atPath: socket)
            }
            try wait(for: "the worker to listen") { FileManager.default.fileExists(atPath: socket) }
            let limits = try coreLimit(of: worker)
            if limits != ["0", "0"] { promise.breach("a core may have \(limits) bytes") }
            let readable = try ["environ", "mem", "maps"].count { try canRead($0, of: worker) }
            promise.expect("files-read-of-a-worker", readable, atMost: 0)
        }

        private func expectOthersOpen(_ promise: inout Promise) throws {
            let other = try start(["/usr/bin/sleep", "600"], [:])
            defer { stop(other) }
            try wait(for: "the environment") { try canRead("environ", of: other) }
            promise.expect("files-read-of-another", try canRead("maps", of: other) ? 2 : 1, exactly: 2)
        }

        /// What it says when it crashes is not more than what it logs.
        private func expectNoCore(_ promise: inout Promise, after signal: Int32) throws {
            let directory = URL(filePath: NSTemporaryDirectory() + "credence-core-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: directory) }
            let executable = try #require(Self.environment["CREDENCE_BIN"])
            let socket = directory.path + "/socket"
            let worker = try start([executable, "serve"], ["CREDENCE_LISTEN": "unix:\(socket)"], in: directory)
            defer { stop(worker) }
            try wait(for: "the worker to listen") { FileManager.default.fileExists(atPath: socket) }
            try #require(try end(worker, by: signal) == signal)
            let left = Set(try FileManager.default.contentsOfDirectory(atPath: directory.path))
            promise.expect("files-left-by-a-crash", left.subtracting(["socket", "errors"]).count, atMost: 0)
            let errors = try String(contentsOf: directory.appending(path: "errors"), encoding: .utf8)
            let words = errors.split(separator: "\n").count { !$0.hasPrefix("{") }
            promise.expect("words-at-a-crash", words, atMost: 0)
            let other = try start(["/usr/bin/sleep", "600"], [:], in: directory)
            defer { stop(other) }
            try wait(for: "the other") { try ProcFile.text("/proc/\(other.processIdentifier)/comm") == "sleep\n" }
            try #require(try end(other, by: signal) == signal)
            // Where the kernel hands cores to a program, or a hard limit forbids them, there is nothing to compare with.
            let isFile = try !ProcFile.text("/proc/sys/kernel/core_pattern").contains { "|/".contains($0) }
            guard isFile, coreLimitOfTests() > 0 else { return }
            let cores = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            promise.expect("cores-of-another", cores.count { $0.hasPrefix("core") }, atLeast: 1)
        }

        /// Kills a process, and says which signal it ended by. Foundation's Process passes on which ones its caller blocks;
        /// those of faults are not among them.
        private func end(_ process: Process, by signal: Int32) throws -> Int32 {
            kill(process.processIdentifier, signal)
            try wait(for: "its end") { !process.isRunning }
            return process.terminationReason == .uncaughtSignal ? process.terminationStatus : 0
        }

        private func coreLimitOfTests() -> rlim_t {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
            return limit.rlim_max
        }

        private func start(_ command: [String], _ settings: [String: String], in directory: URL? = nil) throws
            -> Process
        {
            let process = Process()
            process.currentDirectoryURL = directory
            let line =
                Self.unprivileged + ["/bin/sh", "-c", "ulimit -S -c $(ulimit -H -c); exec \"$@\"", "sh"] + command
            process.executableURL = URL(filePath: line[0])
            process.arguments = Array(line.dropFirst())
            process.environment = settings.merging(
                ["CREDENCE_DB_HOSTS": "unix:/nowhere.sock", "CREDENCE_MASTER_KEYS": try newMasterKey()]) { $1 }
            process.standardError = try errors(in: directory)
            try process.run()
            return process
        }

        /// Where a process writes its errors: to a file in its directory, if it has one.
        private func errors(in directory: URL?) throws -> FileHandle {
            guard let file = directory?.appending(path: "errors") else { return .nullDevice }
            try Data().write(to: file)
            return try FileHandle(forWritingTo: file)
        }

        private func stop(_ process: Process) {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        private func newMasterKey() throws -> String {
            "key-test \(Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString())"
        }

        private func coreLimit(of process: Process) throws -> [String] {
            let limits = try ProcFile.text("/proc/\(process.processIdentifier)/limits").split(separator: "\n")
            let line = try #require(limits.first { $0.hasPrefix("Max core file size") })
            return line.split(separator: " ").dropFirst(4).prefix(2).map(String.init)
        }

        /// Whether a process of the same user may open the file and see something in it.
        private func canRead(_ file: String, of process: Process) throws -> Bool {
            let path = "/proc/\(process.processIdentifier)/\(file)"
            let line = Self.unprivileged + ["/usr/bin/dd", "if=\(path)", "count=0", "status=none"]
            return try Command(line[0], Array(line.dropFirst()), environment: [:]).status == 0
        }
    }
}
