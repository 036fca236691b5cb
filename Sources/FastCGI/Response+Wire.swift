extension Response {
    static let drained = Response(status: 503, headers: [("Retry-After", "1")])

    /// The response as CGI output (RFC 3875, section 6).
    func wire(withBody: Bool) -> [UInt8] {
        var head = "Status: \(status) \(Self.reason(for: status))\r\n"
        for (name, value) in headers where !name.isNamed("Status") {
            head += "\(name.withoutLineBreaks): \(value.withoutLineBreaks)\r\n"
        }
        if allowsBody, !headers.contains(where: { $0.name.isNamed("Content-Length") }) {
            head += "Content-Length: \(body.count)\r\n"
        }
        head += "\r\n"
        return withBody && allowsBody ? Array(head.utf8) + body : Array(head.utf8)
    }

    private var allowsBody: Bool {
        status >= 200 && status != 204 && status != 304
    }
}

extension String {
    fileprivate func isNamed(_ header: String) -> Bool {
        lowercased() == header.lowercased()
    }

    // Scalars, not characters: CR LF is one Character and would slip through.
    fileprivate var withoutLineBreaks: String {
        guard utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !["\r", "\n", "\0"].contains($0) }))
    }
}
