import Credentials
import JSON

/// What a request brings in query and body, in one shape for JSON and forms (authrocket-v1.md sections 1.3 and 1.5).
struct Input: Sendable {
    let query: JSONObject
    let body: JSONObject
    /// Whether the body's values all came as texts.
    let isForm: Bool

    /// The attributes of a resource: those under its root, or without one those of the whole body.
    ///
    /// - Throws: `invalid` when something else than an object stands under the root.
    func attributes(root: String) throws(Failure) -> Attributes {
        guard let rooted = body[root], rooted != .null else { return Attributes(values: body, coerces: isForm) }
        guard var values = rooted.objectOrEmptyList else { throw .invalid(root, "\(humanized(root)) is not valid") }
        for name in ["realm_id", "user_id", "org_id"] where values[name] == nil { values[name] = body[name] }
        return Attributes(values: values, coerces: isForm)
    }

    /// A value that may stand in the body or in the query.
    func parameter(_ name: String) -> JSON? {
        body[name] ?? query[name]
    }

    /// A text that may stand in the body or in the query; blank ones count as absent.
    ///
    /// - Throws: `invalid` for what is no text: a filter that is passed over would show what nobody asked for.
    func text(_ name: String) throws(Failure) -> String? {
        switch parameter(name) {
        case nil, .null?, .text("")?: return nil
        case .text(let text)?: return text
        default: throw .invalid(name, "\(humanized(name)) is not valid")
        }
    }

    /// The words to filter by: an array or one text with commas.
    ///
    /// - Throws: `invalid` for anything else.
    func filterWords(_ name: String) throws(Failure) -> Set<String> {
        guard case .array(let items)? = parameter(name) else { return Self.words(in: try text(name) ?? "") }
        let words = items.compactMap(\.text)
        guard words.count == items.count else { throw .invalid(name, "\(humanized(name)) is not valid") }
        return Set(words)
    }

    private static func words(in text: String) -> Set<String> {
        Set(text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty })
    }

    /// What to expand; the name's spelling varies (authrocket-v1.md section 4).
    var expansions: Set<String> {
        var names: Set<String> = []
        for name in ["expand", "expands"] where parameter(name) != nil {
            names.formUnion((try? filterWords(name)) ?? [])
        }
        return names
    }
}

extension JSON {
    /// An object, or PHP's idea of an empty one.
    var objectOrEmptyList: JSONObject? {
        switch self {
        case .object(let object): object
        case .array([]): [:]
        default: nil
        }
    }

    /// The text, if it is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        // As nearly all are, and looking at characters takes long.
        let text = String(self)
        if let first = text.utf8.first, let last = text.utf8.last, first.isVisibleASCII, last.isVisibleASCII {
            return text
        }
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// An attribute's name as validation messages begin with it: `provider_user_id` becomes `Provider user`.
func humanized(_ attribute: String) -> String {
    let stem = attribute.hasSuffix("_id") ? String(attribute.dropLast(3)) : attribute
    let words = stem.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
}
