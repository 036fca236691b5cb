import Foundation

/// A small file system in memory that a process of the stack sees in place of a directory, and that lives as long as it.
struct SmallDisk {
    /// Where it is seen from outside.
    private let path: String
    private let process: Int32

    /// Starts parts of the stack that write to a directory, in a mount namespace of their own in which it is a copy on a
    /// file system with so many bytes more than it holds.
    ///
    /// - Parameters:
    ///   - directory: under the stack's state.
    ///   - command: the stack's command that starts them.
    ///   - process: one of them.
    init(_ directory: String, bytes: Int, of stack: Stack, starting command: [String], process: String) throws {
        let script = """
            set -e
            size=$(($(du -s --block-size=1 "$1" | cut -f1) + $2))
            mount -t tmpfs -o "size=$size" tmpfs /mnt
            cp -a "$1/." /mnt/
            chown --reference="$1" /mnt
            chmod --reference="$1" /mnt
            mount --bind /mnt "$1"
            umount /mnt
            shift 2
            exec "$@"
            """
        let target = "\(stack.state)/\(directory)"
        try stack.run(under: ["unshare", "--mount", "bash", "-c", script, "small-disk", target, "\(bytes)"], command)
        guard let process = try stack.process(process) else { throw NotReady(what: process) }
        self.process = process
        path = "/proc/\(process)/root\(target)"
    }

    /// Runs a command of the stack that sees it.
    func run(_ command: [String], of stack: Stack) throws {
        try stack.run(under: ["nsenter", "--target", "\(process)", "--mount"], command)
    }

    /// Takes all the room that there is.
    func fill() throws {
        let ballast = open("\(path)/ballast", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard ballast >= 0 else { throw NotReady(what: "the small disk") }
        defer { close(ballast) }
        // Others take of it meanwhile, so that asking how much there is would be no help.
        var (taken, step) = (0, 1 << 30)
        while step >= 4096 {
            if posix_fallocate(ballast, taken, step) == 0 { taken += step } else { step /= 2 }
        }
    }

    /// Gives it back.
    func clear() throws {
        // Foundation follows the link out of the process's namespace before it removes.
        guard unlink("\(path)/ballast") == 0 else { throw NotReady(what: "room again") }
    }
}
