/// Where a database server listens.
public enum Host: Sendable, Hashable {
    /// A socket in the file system.
    case unix(String)
    /// A host name or address, and a port.
    case tcp(String, UInt16)
}

extension Host: LosslessStringConvertible {
    /// Reads `unix:/path`, `host:port` or `[v6-address]:port`.
    public init?(_ description: String) {
        if description.hasPrefix("unix:") {
            let path = description.dropFirst("unix:".count)
            guard path.hasPrefix("/") else { return nil }
            self = .unix(String(path))
            return
        }
        guard let colon = description.lastIndex(of: ":"), let port = UInt16(description[colon...].dropFirst()) else {
            return nil
        }
        var name = description[..<colon]
        if name.hasPrefix("["), name.hasSuffix("]") {
            name = name.dropFirst().dropLast()
        } else if name.contains(":") {
            return nil
        }
        guard !name.isEmpty, port > 0 else { return nil }
        self = .tcp(String(name), port)
    }

    /// The form that `init(_:)` reads.
    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let name, let port) where name.contains(":"): "[\(name)]:\(port)"
        case .tcp(let name, let port): "\(name):\(port)"
        }
    }
}
