import Foundation
import JSON
import Testing

extension Stack {
    /// A request's bytes, with the strongest key and the first realm unless `headers` say otherwise.
    func request(
        _ method: String, _ target: String, _ body: [UInt8] = [], headers: [String: String] = [:]
    ) throws -> [UInt8] {
        let defaults = [
            "Host": "127.0.0.1", "Connection": "close", "Content-Type": "application/json",
            "Content-Length": "\(body.count)", "X-Authrocket-Api-Key": try value("CREDENCE_API_KEY"),
            "X-Authrocket-Realm": try value("CREDENCE_REALM"),
        ]
        let lines = defaults.merging(headers) { $1 }.map { "\($0): \($1)\r\n" }
        return Array("\(method) \(target) HTTP/1.1\r\n\(lines.joined())\r\n".utf8) + body
    }

    /// Sends bytes through nginx and returns what came back.
    func exchange(_ bytes: [UInt8]) throws -> Answer {
        let connection = try Connection(port: port)
        try connection.send(bytes)
        return try Answer(try connection.receiveAll())
    }

    @discardableResult
    func send(
        _ method: String, _ target: String, _ body: JSON? = nil, headers: [String: String] = [:]
    ) throws -> Answer {
        try exchange(try request(method, target, body?.encoded() ?? [], headers: headers))
    }

    /// Sends the same request on many connections, all of which are open before the first byte is sent.
    func sendAtOnce(_ count: Int, _ bytes: [UInt8]) throws -> [Answer] {
        try sendAtOnce(Array(repeating: bytes, count: count))
    }

    /// Sends each request on a connection of its own, all of which are open before the first byte is sent.
    func sendAtOnce(_ requests: [[UInt8]]) throws -> [Answer] {
        let connections = try requests.map { _ in try Connection(port: port) }
        for (connection, bytes) in zip(connections, requests) { try connection.send(bytes) }
        return try connections.map { try Answer(try $0.receiveAll()) }
    }

    /// Creates an object and returns it.
    func create(_ path: String, _ root: String, _ attributes: JSON) throws -> JSONObject {
        let answer = try send("POST", "/v1/\(path)", .object([root: attributes]))
        try #require(answer.status == 201, "\(path): \(answer.status)")
        return answer.object
    }

    /// How many requests a worker has answered, of all routes or of one such as `/v1/users/:id`, which its log tells.
    func answers(by worker: Int, of route: String? = nil) throws -> Int {
        let path = "\(try value("CREDENCE_LOG_DIR"))/worker-\(worker).log"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return lines.count { line in
            line.contains(#""message":"request""#) && route.map { line.contains(#""route":"\#($0)""#) } ?? true
        }
    }
}
