extension Response {
    private static let reasons = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 301: "Moved Permanently", 302: "Found",
        303: "See Other", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
        401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required",
        412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type",
        422: "Unprocessable Content", 423: "Locked", 428: "Precondition Required", 429: "Too Many Requests",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout",
    ]

    private static let statusFields = reasons.reduce(into: [:]) { $0[$1.key] = field(of: $1.key, reason: $1.value) }

    /// The header field by which the web server is told the status (RFC 3875, section 6.3.3).
    static func statusField(of status: Int) -> [UInt8] {
        statusFields[status] ?? field(of: status, reason: "Unknown")
    }

    private static func field(of status: Int, reason: String) -> [UInt8] {
        Array("Status: \(status) \(reason)\r\n".utf8)
    }
}
