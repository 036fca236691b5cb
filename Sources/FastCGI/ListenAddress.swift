/// Where the server listens.
public enum ListenAddress: Sendable, Equatable {
    /// A socket file with these permissions; the path has at most 107 bytes (`unix(7)`).
    case unix(path: String, mode: UInt32 = 0o660)
    /// A TCP port; port 0 takes a free one, which `Server.boundPort` tells.
    case tcp(host: String, port: UInt16)
    /// Descriptor 0, already listening: systemd socket activation with `StandardInput=socket`, or spawn-fcgi.
    case inherited
}

extension ListenAddress {
    /// Reads `unix:/path`, `unix:/path?mode=0660` (octal), `tcp:host:port`, `tcp:[::1]:port` or `fd:0`; otherwise nil.
    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon] {
        case "unix": self.init(unix: rest)
        case "tcp": self.init(tcp: rest)
        case "fd" where rest == "0": self = .inherited
        default: return nil
        }
    }

    private init?(unix text: Substring) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, !path.isEmpty else { return nil }
        guard parts.count == 2 else {
            self = .unix(path: String(path))
            return
        }
        guard parts[1].hasPrefix("mode="), let mode = UInt32(parts[1].dropFirst(5), radix: 8), mode <= 0o777 else {
            return nil
        }
        self = .unix(path: String(path), mode: mode)
    }

    private init?(tcp text: Substring) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        self = .tcp(host: String(host), port: port)
    }
}
