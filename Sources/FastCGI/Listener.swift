/// A listening socket, and the file it made.
struct Listener: ~Copyable, Sendable {
    /// Which file lies at a path, so that a successor's socket is not mistaken for ours.
    struct FileIdentity: Equatable {
        let device: UInt64
        let inode: UInt64
    }

    let descriptor: Descriptor
    private let path: String?
    private let identity: FileIdentity?

    init(_ address: ListenAddress) throws(ServerError) {
        switch address {
        case .unix(let path, let mode):
            try Self.clear(path)
            descriptor = try System.listen(onPath: path, mode: mode)
            self.path = path
            identity = System.identity(of: path)
        case .tcp(let host, let port):
            descriptor = try System.listen(onHost: host, port: port)
            path = nil
            identity = nil
        case .inherited:
            descriptor = try System.inheritListener()
            path = nil
            identity = nil
        }
    }

    /// Removes our socket file: from here on nobody new gets into the backlog.
    func unlink() {
        if let path, identity != nil, System.identity(of: path) == identity { System.unlink(path) }
    }

    /// Makes way for a socket file: one that nobody answers is a leftover of a server that died.
    private static func clear(_ path: String) throws(ServerError) {
        guard System.identity(of: path) != nil else { return }
        guard System.isSocket(path) else { throw .notASocket(path: path) }
        guard try !System.isAnswered(path) else { throw .addressInUse(path: path) }
        System.unlink(path)
    }
}
