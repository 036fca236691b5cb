import Foundation

/// A connected stream socket that waits for its peer, but not for ever.
final class Connection: Sendable {
    let descriptor: Int32

    /// Connects to a port on loopback.
    ///
    /// - Parameter patience: seconds to wait for the peer, each time.
    init(port: UInt16, patience: Int = 60) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        descriptor = try Self.connect(AF_INET, address, patience)
    }

    /// Connects to a unix socket.
    init(path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        descriptor = try Self.connect(AF_UNIX, address, 60)
    }

    deinit {
        close(descriptor)
    }

    func send(_ bytes: some Sequence<UInt8>) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw SocketError("send") }
            rest.removeFirst(count)
        }
    }

    /// What has arrived, at most so much; empty when the peer has closed.
    func receive(atMost limit: Int = 65_536) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = recv(descriptor, &buffer, limit, 0)
        guard count >= 0 else { throw SocketError("receive") }
        return Array(buffer.prefix(count))
    }

    /// All that arrives until the peer closes.
    func receiveAll() throws -> [UInt8] {
        var all: [UInt8] = []
        while case let some = try receive(), !some.isEmpty { all += some }
        return all
    }

    /// How many bytes the peer has not yet read.
    var unread: Int32 {
        var count: Int32 = 0
        _ = ioctl(descriptor, UInt(TIOCOUTQ), &count)
        return count
    }

    private static func connect<Address>(_ family: Int32, _ address: Address, _ patience: Int) throws -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else {
            let error = SocketError("connect")
            close(descriptor)
            throw error
        }
        return descriptor
    }
}

/// What a socket refused.
struct SocketError: Error, CustomStringConvertible {
    let description: String
    /// Whether the peer did nothing for as long as it was waited for.
    let isTimeOut: Bool

    init(_ operation: String, _ code: Int32 = errno) {
        isTimeOut = code == EAGAIN
        description = "\(operation): \(String(cString: strerror(code)))"
    }
}
