/// A connection to a worker that is kept open between requests, as nginx keeps its own (FastCGI 1.0).
struct FastCGIClient {
    let connection: Connection

    init(path: String) throws {
        connection = try Connection(path: path)
    }

    /// Sends a GET request and returns the worker's answer: headers, blank line and body.
    func get(_ target: String) throws -> String {
        try begin(target)
        return try finish()
    }

    /// Sends a GET request but for its end.
    func begin(_ target: String) throws {
        let parameters = [
            "REQUEST_METHOD": "GET", "REQUEST_URI": target, "REQUEST_ID": String(repeating: "5", count: 32),
        ]
        let pairs = parameters.flatMap { [UInt8($0.utf8.count), UInt8($1.utf8.count)] + $0.utf8 + $1.utf8 }
        let keepConnection: [UInt8] = [0, 1, 1, 0, 0, 0, 0, 0]
        try connection.send(Self.record(1, keepConnection) + Self.record(4, pairs) + Self.record(4, []))
    }

    /// Sends the end of the request and waits for the answer's.
    func finish() throws -> String {
        try connection.send(Self.record(5, []))
        var answer: [UInt8] = []
        while true {
            let head = try exactly(8)
            guard head.count == 8 else { throw SocketError("the worker hung up") }
            let content = try exactly(Int(head[4]) << 8 | Int(head[5]))
            _ = try exactly(Int(head[6]))
            if head[1] == 6 { answer += content }
            if head[1] == 3 { return String(decoding: answer, as: UTF8.self) }
        }
    }

    private func exactly(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, case let some = try connection.receive(atMost: count - bytes.count), !some.isEmpty {
            bytes += some
        }
        return bytes
    }

    private static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 0xFF), 0, 0] + content
    }
}
