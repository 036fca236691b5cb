/// Why a server did not come up.
public enum ServerError: Error, Equatable {
    /// A living server answers on the socket file.
    case addressInUse(path: String)
    /// What lies at the path is not a socket, so it is left alone.
    case notASocket(path: String)
    /// The path does not fit into a socket address (107 bytes, `unix(7)`).
    case pathTooLong(path: String)
    /// Descriptor 0 is not a listening socket.
    case notListening
    /// The host name has no address.
    case unresolvable(host: String)
    /// A system call failed with this `errno`.
    case system(call: String, errno: Int32)
}

extension ServerError: CustomStringConvertible {
    /// A sentence for the log.
    public var description: String {
        switch self {
        case .addressInUse(let path): "another server answers on \(path)"
        case .notASocket(let path): "\(path) exists and is not a socket"
        case .pathTooLong(let path): "\(path) is too long for a socket"
        case .notListening: "descriptor 0 is not a listening socket"
        case .unresolvable(let host): "the host \(host) has no address"
        case .system(let call, let errno): "\(call) failed: \(System.message(for: errno))"
        }
    }
}
