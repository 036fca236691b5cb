/// One line of `/proc/net/unix`: "Num RefCount Protocol Flags Type St Inode Path" (proc(5)).
struct UnixSocket {
    enum State: Substring {
        case unconnected = "01"
        /// Not yet accepted by the other end.
        case connecting = "02"
        case connected = "03"
    }

    let state: State?
    let inode: Substring
    /// Where the end that listens is bound, which only the ends that it accepted have.
    let path: Substring?

    private init?(_ line: Substring) {
        let fields = line.split(separator: " ")
        guard fields.count >= 7 else { return nil }
        (state, inode) = (State(rawValue: fields[5]), fields[6])
        path = fields.count > 7 ? fields[7] : nil
    }

    /// All that the machine has.
    static func all() throws -> [UnixSocket] {
        try ProcFile.text("/proc/net/unix").split(separator: "\n").compactMap { UnixSocket($0) }
    }
}
