import API
import JSON
import Testing

/// A response, read for looking at.
struct Answer {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    init(_ response: Response) {
        status = response.status
        headers = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 }
        body = response.body
    }

    /// The body's object; empty when it is none.
    var object: JSONObject {
        if case .object(let object)? = try? JSON(parsing: body) { object } else { [:] }
    }

    var bodyText: String { String(decoding: body, as: UTF8.self) }

    subscript(_ name: String) -> JSON? { object[name] }

    /// A member that must be a text.
    func text(_ name: String) throws -> String { try object.text(name) }

    /// The objects of a list.
    var collection: [JSONObject] {
        guard case .array(let items)? = self["collection"] else { return [] }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// The messages of a validation error, by attribute, in order.
    var errors: [String] {
        guard case .object(let errors)? = self["errors"] else { return [] }
        var sentences: [String] = []
        for (name, messages) in errors {
            guard case .array(let texts) = messages else { continue }
            sentences += texts.map { "\(name): \($0.plain)" }
        }
        return sentences
    }
}

extension JSONObject {
    /// A member that must be a text.
    func text(_ name: String) throws -> String {
        guard case .text(let text) = try #require(self[name]) else { throw WrongType() }
        return text
    }
}

struct WrongType: Error {}

extension JSON {
    /// The text, or the JSON of anything else.
    var plain: String {
        if case .text(let text) = self { text } else { text }
    }
}
