/// A request as a ``Receiver`` got it.
public struct Received: Sendable {
    /// The first line without the version: `POST /path?query`.
    public let line: String
    /// By lower-case name.
    public let headers: [String: String]
    /// The body.
    public let body: [UInt8]

    /// Reads a request from a connection; nil when none comes.
    init?(from connection: Int32) {
        var bytes: [UInt8] = []
        var end: Range<Int>?
        while end == nil {
            guard let more = Socket.receive(from: connection) else { return nil }
            bytes += more
            end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        }
        guard let end else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        line = lines[0].split(separator: " ").dropLast().joined(separator: " ")
        headers = lines.dropFirst().reduce(into: [:]) { headers, line in
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        var body = Array(bytes[end.upperBound...])
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while body.count < length {
            guard let more = Socket.receive(from: connection) else { return nil }
            body += more
        }
        self.body = body
    }
}
