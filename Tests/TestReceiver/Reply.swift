/// What a ``Receiver`` does with a request.
public enum Reply: Sendable {
    /// Answers.
    case answer(Int, headers: [String: String] = [:], body: [UInt8] = [])
    /// Writes these bytes as they are, and closes.
    case raw([UInt8])
    /// Writes these bytes as they are and then a dot every 20 ms, until the client has had enough.
    case drip([UInt8])
    /// Waits for the client to go away.
    case silence
    /// Closes at once.
    case hangUp

    var bytes: [UInt8] {
        switch self {
        case .answer(let status, let headers, let body):
            let lines = headers.merging(["Content-Length": "\(body.count)", "Connection": "close"]) { given, _ in given
            }
            let head = lines.map { "\($0): \($1)\r\n" }.joined()
            return Array("HTTP/1.1 \(status) Whatever\r\n\(head)\r\n".utf8) + body
        case .raw(let bytes), .drip(let bytes): return bytes
        case .silence, .hangUp: return []
        }
    }
}
