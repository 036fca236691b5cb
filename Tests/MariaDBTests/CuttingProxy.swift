import Glibc
import MariaDB
import Synchronization

import class Foundation.Thread

/// A unix socket that passes everything on to the database, and breaks connections at a chosen moment.
final class CuttingProxy: Sendable {
    enum Moment: Sendable {
        /// The server never sees the request.
        case beforeRequest
        /// The server has answered the request, and the client never learns of it.
        case beforeAnswer
        /// The server never sees the request, and the client is left waiting.
        case insteadOfRequest
    }

    let host: Host
    private let path = "/tmp/credence-proxy-\(UInt64.random(in: 0...(.max)))"
    private let target: String
    private let listener: Int32
    private let rules = Mutex<[(bytes: [UInt8], moment: Moment)]>([])
    private let clients = Mutex<Set<Int32>>([])

    /// - Parameter target: The socket of the database.
    init(to target: String) {
        self.target = target
        host = .unix(path)
        listener = Self.withAddress(path) { address, length in
            let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            bind(listener, address, length)
            listen(listener, 16)
            return listener
        }
        Thread.detachNewThread { [self] in serve() }
    }

    /// The next request that contains this text breaks its connection. It holds once.
    func cut(_ moment: Moment, at text: String) {
        rules.withLock { $0.append((Array(text.utf8), moment)) }
    }

    /// Whether all cuts that were asked for have been made.
    var isDone: Bool { rules.withLock(\.isEmpty) }

    /// Breaks all connections and refuses new ones.
    func stop() {
        unlink(path)
        shutdown(listener, Int32(SHUT_RDWR))
        clients.withLock { for client in $0 { shutdown(client, Int32(SHUT_RDWR)) } }
    }

    private func serve() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            Self.withAddress(target) { _ = connect(server, $0, $1) }
            clients.withLock { _ = $0.insert(client) }
            Thread.detachNewThread { [self] in
                relay(client, server)
                clients.withLock { _ = $0.remove(client) }
                close(client)
                close(server)
            }
        }
        close(listener)
    }

    private func relay(_ client: Int32, _ server: Int32) {
        while true {
            var descriptors = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&descriptors, 2, -1)
            if descriptors[0].revents != 0 {
                guard let request = receive(client) else { return }
                let moment = matchingMoment(request)
                if moment == .beforeRequest { return }
                if moment == .insteadOfRequest { continue }
                _ = request.withUnsafeBytes { send(server, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                if moment == .beforeAnswer {
                    poll(&descriptors[1], 1, -1)
                    return
                }
            }
            if descriptors[1].revents != 0 {
                guard let answer = receive(server) else { return }
                _ = answer.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            }
        }
    }

    private func receive(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    private func matchingMoment(_ request: [UInt8]) -> Moment? {
        rules.withLock { rules in
            guard let index = rules.firstIndex(where: { request.firstRange(of: $0.bytes) != nil }) else { return nil }
            return rules.remove(at: index).moment
        }
    }

    private static func withAddress<R>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

extension Configuration {
    /// The same by way of a proxy.
    func through(_ proxies: CuttingProxy...) -> Configuration {
        var configuration = self
        configuration.hosts = proxies.map(\.host)
        return configuration
    }

    /// The socket of a test server.
    var socket: String {
        if case .unix(let path) = hosts[0] { path } else { "" }
    }
}
