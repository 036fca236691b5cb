import Credentials
import JSON

/// A JSON Schema (draft 2020-12) in the API's description.
struct Schema: Sendable, Equatable {
    private(set) var members: JSONObject

    var json: JSON { .object(members) }

    /// Any value at all.
    static let anything = Schema(members: [:])

    private init(members: JSONObject) {
        self.members = members
    }

    private init(type: String, _ members: JSONObject = [:]) {
        self.members = ["type": .text(type)]
        for (name, value) in members { self.members[name] = value }
    }

    /// The same with a sentence about it.
    func described(_ text: String) -> Schema {
        var copy = self
        copy.members["description"] = .text(text)
        return copy
    }

    /// The same, or null.
    var orNull: Schema {
        guard let type = members["type"] else {
            return Schema(members: ["anyOf": [json, ["type": "null"]]])
        }
        var copy = self
        copy.members["type"] = [type, "null"]
        if case .array(let words)? = members["enum"] { copy.members["enum"] = .array(words + [.null]) }
        return copy
    }
}

extension Schema {
    static let text = Schema(type: "string")
    static let boolean = Schema(type: "boolean")
    static let integer = Schema(type: "integer")
    static let number = Schema(type: "number")
    /// An ISO 8601 time.
    static let dateTime = Schema(type: "string", ["format": "date-time"])
    static let anyObject = Schema(type: "object")

    /// A text of at most so many characters.
    static func text(_ limit: Int) -> Schema {
        Schema(type: "string", ["maxLength": JSON(limit)])
    }

    /// A text that is not empty, of at most so many characters.
    static func filledText(_ limit: Int = 255) -> Schema {
        Schema(type: "string", ["minLength": 1, "maxLength": JSON(limit)])
    }

    /// A text of at most so many bytes of UTF-8.
    static func bytes(_ limit: Int) -> Schema {
        text(limit).described("At most \(limit) bytes of UTF-8.")
    }

    static func matching(_ pattern: String) -> Schema {
        Schema(type: "string", ["pattern": .text(pattern)])
    }

    /// An http or https URL.
    static func address(_ limit: Int) -> Schema {
        Schema(type: "string", ["format": "uri", "maxLength": JSON(limit)])
    }

    static func id<Kind: IdentifiedKind>(_: Kind.Type) -> Schema {
        matching(Kind.notation == .base62 ? "^\(Kind.prefix)[0-9A-Za-z]{21,22}$" : "^\(Kind.prefix)[0-9A-Z]{26}$")
    }

    static func word<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> Schema {
        words(Word.allCases.map(\.rawValue))
    }

    static func words(_ words: [String]) -> Schema {
        Schema(type: "string", ["enum": .array(words.map(JSON.text))])
    }

    static func integer(_ range: ClosedRange<Int>) -> Schema {
        Schema(type: "integer", ["minimum": JSON(range.lowerBound), "maximum": JSON(range.upperBound)])
    }

    static func array(_ item: Schema, _ counts: ClosedRange<Int>? = nil) -> Schema {
        var members: JSONObject = ["items": item.json]
        if let counts {
            members["minItems"] = JSON(counts.lowerBound)
            members["maxItems"] = JSON(counts.upperBound)
        }
        return Schema(type: "array", members)
    }

    /// An object of any names, whose values are alike.
    static func map(_ value: Schema) -> Schema {
        Schema(type: "object", ["additionalProperties": value.json])
    }

    /// An object with members that are always there and others that may be.
    static func object(
        _ required: Members, optional: Members = [:]
    ) -> Schema {
        var properties = JSONObject()
        for (name, schema) in (required + optional).list { properties[name] = schema.json }
        var members: JSONObject = ["properties": .object(properties)]
        if !required.list.isEmpty { members["required"] = .array(required.list.map { .text($0.name) }) }
        return Schema(type: "object", members)
    }

    /// One value only.
    static func constant(_ text: String) -> Schema {
        words([text])
    }

    static func either(_ schemas: Schema...) -> Schema {
        Schema(members: ["anyOf": .array(schemas.map(\.json))])
    }

    /// A schema of the description's components.
    static func shared(_ name: String) -> Schema {
        Schema(members: ["$ref": .text("#/components/schemas/\(name)")])
    }
}
