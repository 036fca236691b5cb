import JSON
import Testing

/// An HTTP response, read for looking at.
struct Answer {
    let status: Int
    /// By lower-case name.
    let headers: [String: String]
    let body: [UInt8]

    /// Parses all that arrived on a connection for one request.
    init(_ bytes: [UInt8]) throws {
        let parts = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        let end = try #require(parts, "no response: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        status = try #require(lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        headers = lines.dropFirst().reduce(into: [:]) { headers, line in
            let pair = line.split(separator: ": ", maxSplits: 1)
            headers[pair[0].lowercased()] = pair.count > 1 ? String(pair[1]) : ""
        }
        let rest = bytes[end.upperBound...]
        body = headers["transfer-encoding"] == "chunked" ? try Self.joined(chunks: rest) : Array(rest)
    }

    /// The body's object; empty when it is none.
    var object: JSONObject {
        if case .object(let object)? = try? JSON(parsing: body) { object } else { [:] }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// A member that must be a text.
    func text(_ name: String) throws -> String { try object.text(name) }

    /// The objects of a list.
    var collection: [JSONObject] {
        guard case .array(let items)? = object["collection"] else { return [] }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    private static func joined(chunks: ArraySlice<UInt8>) throws -> [UInt8] {
        var (rest, body) = (chunks, [UInt8]())
        while let end = rest.firstRange(of: Array("\r\n".utf8)) {
            let length = try #require(Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16))
            body += rest[end.upperBound...].prefix(length)
            rest = rest[end.upperBound...].dropFirst(length + 2)
        }
        return body
    }
}

extension JSONObject {
    /// A member that must be a text.
    func text(_ name: String) throws -> String {
        let value = try #require(self[name], "there is no \(name)")
        guard case .text(let text) = value else { throw WrongType(name: name) }
        return text
    }
}

struct WrongType: Error {
    let name: String
}
