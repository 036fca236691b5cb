import JSON
import JSONSchema

@testable import API

/// The document at `/openapi.json`, to look things up in.
struct Described {
    let document = APIDescription.document

    /// Every operation, named as in the routers' tables.
    var operations: [(name: String, operation: JSONObject)] {
        object(at: "#/paths").flatMap { path, methods -> [(name: String, operation: JSONObject)] in
            guard case .object(let methods) = methods else { return [] }
            return methods.compactMap { method, operation in
                guard case .object(let operation) = operation else { return nil }
                return ("\(method.uppercased()) \(path.replacing("{id}", with: ":id"))", operation)
            }
        }
    }

    /// Where every `$ref` leads.
    var references: [String] { Self.references(in: .object(document)) }

    private static func references(in value: JSON) -> [String] {
        switch value {
        case .object(let object):
            object.flatMap { name, value in name == "$ref" ? [value.text ?? ""] : references(in: value) }
        case .array(let items): items.flatMap(references)
        default: []
        }
    }

    /// What a JSON Pointer without escapes points to.
    func value(at pointer: String) -> JSON? {
        pointer.dropFirst(2).split(separator: "/").reduce(JSON.object(document)) { value, name in
            guard case .object(let object)? = value else { return nil }
            return object[String(name)]
        }
    }

    func object(at pointer: String) -> JSONObject {
        if case .object(let object)? = value(at: pointer) { object } else { [:] }
    }

    /// The schemas of an operation's body, parameters and own answers.
    func schemas(of operation: JSONObject) -> [JSON] {
        Self.schemas(in: .object(operation))
    }

    private static func schemas(in value: JSON) -> [JSON] {
        switch value {
        case .object(let object):
            object.flatMap { name, value in name == "schema" ? [value] : schemas(in: value) }
        case .array(let items): items.flatMap(schemas)
        default: []
        }
    }

    /// The schema of an operation's answer with a status: `nil` when the status is not declared, `false` as JSON when it has
    /// no body.
    func schema(of name: String, status: Int) -> JSON? {
        guard let operation = operations.first(where: { $0.name == name })?.operation,
            case .object(let responses)? = operation["responses"], var response = responses[String(status)]
        else { return nil }
        if case .object(let object) = response, let reference = object["$ref"]?.text {
            response = value(at: reference) ?? .null
        }
        return Self.schemas(in: response).first ?? false
    }

    /// A schema of the document, ready to judge. Objects must have no members that are not declared.
    func compiled(_ schema: JSON) throws -> CompiledSchema {
        let root: JSON = ["allOf": [schema], "components": document["components"] ?? .null]
        return try CompiledSchema(Self.closed(root))
    }

    private static func closed(_ value: JSON) -> JSON {
        switch value {
        case .object(var object):
            for (name, value) in object { object[name] = closed(value) }
            if object["properties"] != nil, object["type"] != nil { object["additionalProperties"] = false }
            return .object(object)
        case .array(let items): return .array(items.map(closed))
        default: return value
        }
    }
}
