extension Response {
    static let drained = Response(status: 503, headers: [("Retry-After", "1")])

    /// The response as CGI output (RFC 3875, section 6) in records, with the end of the request.
    func records(id: Int, withBody: Bool) -> [UInt8] {
        Record.response(id: id, capacity: 512 + body.count) { output in
            writeHead(to: &output)
            if withBody, allowsBody { output += body }
        }
    }

    /// What precedes the body.
    var head: [UInt8] {
        var head: [UInt8] = []
        writeHead(to: &head)
        return head
    }

    private func writeHead(to output: inout [UInt8]) {
        output += Self.statusField(of: status)
        var hasLength = !allowsBody
        for (name, value) in headers where !name.isNamed("Status") {
            hasLength = hasLength || name.isNamed("Content-Length")
            output.append(name, value)
        }
        if !hasLength { output.append("Content-Length", "\(body.count)") }
        output += "\r\n".utf8
    }

    private var allowsBody: Bool {
        status >= 200 && status != 204 && status != 304
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ name: String, _ value: String) {
        appendPiece(name)
        append(UInt8(ascii: ":"))
        append(UInt8(ascii: " "))
        appendPiece(value)
        append(0x0D)
        append(0x0A)
    }

    /// Appends a text without its line breaks, by which it would become several headers, and NULs.
    private mutating func appendPiece(_ text: String) {
        let utf8 = text.utf8.span
        if utf8.indices.allSatisfy({ utf8[$0] >= 0x20 }) {
            self += text.utf8
            return
        }
        for index in utf8.indices where utf8[index] != 0x0D && utf8[index] != 0x0A && utf8[index] != 0 {
            append(utf8[index])
        }
    }
}

extension String {
    fileprivate func isNamed(_ header: String) -> Bool {
        guard utf8.count == header.utf8.count else { return false }
        return self == header || lowercased() == header.lowercased()
    }
}
