import Glibc
import TestPeer

/// A FastCGI peer that sends exactly the records it is told to.
final class FastCGIClient {
    struct Answer {
        var output: [UInt8] = []
        var isEnded = false

        var text: String { String(decoding: output, as: UTF8.self) }

        var status: Int? {
            guard text.hasPrefix("Status: ") else { return nil }
            return Int(text.dropFirst(8).prefix(3))
        }

        var body: String {
            text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
        }
    }

    struct Failure: Error {
        let errno: Int32
    }

    let descriptor: Int32

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        try connect(address)
    }

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        try connect(address)
    }

    deinit {
        close(descriptor)
    }

    private func connect<Address>(_ address: Address) throws {
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let status = withUnsafeBytes(of: address) { bytes in
            Glibc.connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        guard status == 0 else { throw Failure(errno: errno) }
    }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads records until the request ends, or the server closes the connection.
    func receive() -> Answer {
        var answer = Answer()
        while let (type, content) = receiveRecord() {
            if type == 6 { answer.output += content }
            if type == 3 {
                answer.isEnded = true
                break
            }
        }
        return answer
    }

    func receiveRecord() -> (type: UInt8, content: [UInt8])? {
        guard let header = read(8), let content = read(Int(header[4]) << 8 | Int(header[5])) else { return nil }
        guard read(Int(header[6])) != nil else { return nil }
        return (header[1], content)
    }

    /// Whether something has come, or the server has closed the connection.
    func hasNews(within milliseconds: Int32) -> Bool {
        var query = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&query, 1, milliseconds) == 1
    }

    /// Bytes that have come and are not read.
    var unread: Int {
        var count: Int32 = 0
        return ioctl(descriptor, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// Whether the server has closed the connection, though something may still be unread.
    var isCutOff: Bool {
        var query = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&query, 1, 0) == 1
    }

    /// Makes a request and waits for its answer without taking it; false when the server closes the connection instead.
    func leavesAnswerUnread() -> Bool {
        let before = unread
        send(Records.request())
        let comes = eventually { unread > before || isCutOff }
        return comes && unread > before
    }

    /// Whether the server closes the connection without sending any more.
    var isClosedByServer: Bool {
        var byte: UInt8 = 0
        return hasNews(within: 15_000) && recv(descriptor, &byte, 1, 0) <= 0
    }

    /// Takes some of what has come, as bytes without meaning; nil when the connection has ended.
    func takeSome(atMost count: Int) -> Int? {
        var buffer = [UInt8](repeating: 0, count: count)
        let got = recv(descriptor, &buffer, count, 0)
        return got > 0 ? got : nil
    }

    func request(_ parameters: [String: String] = [:], body: [UInt8] = [], keep: Bool = true) -> Answer {
        send(Records.request(parameters, body: body, keep: keep))
        return receive()
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: max(count, 1))
        while bytes.count < count {
            let got = recv(descriptor, &buffer, count - bytes.count, 0)
            guard got > 0 else { return nil }
            bytes += buffer[..<got]
        }
        return bytes
    }
}
