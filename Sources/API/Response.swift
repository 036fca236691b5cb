import JSON

/// One HTTP response.
public struct Response: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The headers, in order.
    public var headers: [(name: String, value: String)]
    /// The body; empty for none.
    public var body: [UInt8]

    /// By which answers tell callers what to name when they ask about a request.
    public static let requestIDHeader = "X-Request-ID"

    /// An answer without a body.
    static func empty(_ status: Int = 204) -> Response {
        Response(status: status, headers: [], body: [])
    }

    /// An answer with a JSON object. The spelling of the type matters: the PHP client looks for `^application/json`
    /// (authrocket-v1.md section 1.3).
    static func json(_ object: JSONObject, status: Int = 200) -> Response {
        .json(bytes: JSON.object(object).encoded(), status: status)
    }

    /// Adds what all answers have.
    ///
    /// - Parameter requestID: `nil` when it is added later.
    consuming func finished(requestID: String?) -> Response {
        headers.reserveCapacity(headers.count + 2)
        if !headers.contains(where: { $0.name == "Cache-Control" }) {
            // Answers may hold secrets.
            headers.append(("Cache-Control", "no-store"))
        }
        if let requestID { headers.append((Self.requestIDHeader, requestID)) }
        return self
    }

    /// The same with an object that was written before.
    static func json(bytes: [UInt8], status: Int) -> Response {
        Response(status: status, headers: [("Content-Type", "application/json; charset=utf-8")], body: bytes)
    }
}
