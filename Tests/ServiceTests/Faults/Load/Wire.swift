import Foundation
import JSON

/// A client's connection to nginx, kept between requests and opened again when it has ended.
struct Wire {
    /// Header lines of an app of `/v1`, or of `/v2`.
    let v1: String
    let v2: String
    private let port: UInt16
    private let patience: Int
    private var connection: Connection?

    /// - Parameter patience: seconds after which a request without an answer counts as hung; more than any
    ///   ``Scale/limit(_:)``.
    init(to stack: Stack, patience: Int = 15) throws {
        v1 = """
            X-Authrocket-Api-Key: \(try stack.value("CREDENCE_API_KEY"))\r
            X-Authrocket-Realm: \(try stack.value("CREDENCE_REALM"))\r\n
            """
        v2 = "Authorization: Bearer \(try stack.value("CREDENCE_V2_KEY"))\r\n"
        port = stack.port
        self.patience = patience
    }

    /// Sends one request with the family's key, unless `identity` has header lines of its own, and waits for the answer.
    mutating func send(
        _ method: String, _ target: String, _ body: JSON? = nil, headers: String = "", identity: String? = nil
    ) -> Reply {
        exchange(request(method, target, body, headers: headers, identity: identity), hasBody: method != "HEAD")
    }

    /// The bytes of one request.
    func request(
        _ method: String, _ target: String, _ body: JSON? = nil, headers: String = "", identity: String? = nil
    ) -> [UInt8] {
        let bytes = body?.encoded() ?? []
        let key = identity ?? (target.hasPrefix("/v2") ? v2 : v1)
        let type = "Content-Type: application/json\r\nContent-Length: \(bytes.count)\r\n"
        let head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(type)\(key)\(headers)\r\n"
        return Array(head.utf8) + bytes
    }

    /// Sends the bytes of one request and waits for the answer.
    mutating func exchange(_ bytes: [UInt8], hasBody: Bool = true) -> Reply {
        let start = ContinuousClock.now
        do {
            let open = try connection ?? Connection(port: port, patience: patience)
            connection = open
            try open.send(bytes)
            let answer = try open.answer(hasBody: hasBody)
            if answer.headers["connection"] == "close" { connection = nil }
            return Reply(answer: answer, outcome: Outcome(answer), start: start, end: .now)
        } catch {
            connection = nil
            let isLate = (error as? SocketError)?.isTimeOut ?? false
            return Reply(answer: nil, outcome: isLate ? .hung : .cut, start: start, end: .now)
        }
    }
}

extension Connection {
    /// The next answer on a connection that stays open.
    func answer(hasBody: Bool = true) throws -> Answer {
        var bytes: [UInt8] = []
        var end: Int?
        while true {
            let some = try receive()
            guard !some.isEmpty else { throw SocketError("answer", ECONNRESET) }
            bytes += some
            end = end ?? bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
            if let end, try Self.isWhole(bytes, headEnd: end, hasBody: hasBody) { return try Answer(bytes) }
        }
    }

    private static func isWhole(_ bytes: [UInt8], headEnd: Int, hasBody: Bool) throws -> Bool {
        let head = try Answer(Array(bytes[..<headEnd]))
        if !hasBody || head.status == 204 || head.status == 304 { return true }
        if head.headers["transfer-encoding"] == "chunked" { return bytes.suffix(5).elementsEqual("0\r\n\r\n".utf8) }
        return bytes.count - headEnd >= head.headers["content-length"].flatMap { Int($0) } ?? 0
    }
}
