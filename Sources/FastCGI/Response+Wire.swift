extension Response {
    static let drained = Response(status: 503, headers: [("Retry-After", "1")])

    /// The response as CGI output (RFC 3875, section 6).
    func wire(withBody: Bool) -> [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(body.count + 512)
        wire.append("Status", "\(status) \(Self.reason(for: status))")
        for (name, value) in headers where !name.isNamed("Status") {
            wire.append(name.withoutLineBreaks, value.withoutLineBreaks)
        }
        if allowsBody, !headers.contains(where: { $0.name.isNamed("Content-Length") }) {
            wire.append("Content-Length", "\(body.count)")
        }
        wire += "\r\n".utf8
        if withBody, allowsBody { wire += body }
        return wire
    }

    private var allowsBody: Bool {
        status >= 200 && status != 204 && status != 304
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ name: String, _ value: String) {
        self += name.utf8
        self += ": ".utf8
        self += value.utf8
        self += "\r\n".utf8
    }
}

extension String {
    fileprivate func isNamed(_ header: String) -> Bool {
        utf8.count == header.utf8.count && lowercased() == header.lowercased()
    }

    // Scalars, not characters: CR LF is one Character and would slip through.
    fileprivate var withoutLineBreaks: String {
        guard utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !["\r", "\n", "\0"].contains($0) }))
    }
}
