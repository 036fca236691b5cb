import Credentials
import JSON
import MariaDB

/// A source's declaration as its column holds it: JSON.
struct StoredSourceAuth: Bindable, ColumnDecodable {
    let auth: SourceAuth

    init(_ auth: SourceAuth) {
        self.auth = auth
    }

    var boundValue: MariaDB.Value {
        let fields = auth.fields.map { field -> JSON in
            [
                "key": .text(field.key), "label": field.label.map(JSON.text) ?? .null,
                "required": .bool(field.isRequired), "secret": .bool(field.isSecret),
            ]
        }
        let object: JSON = [
            "methods": .array(auth.methods.map { .text($0.rawValue) }), "source_fields": .array(fields),
        ]
        return .text(object.text)
    }

    static func decode(_ value: MariaDB.Value) -> StoredSourceAuth? {
        guard case .object(let object)? = JSON.stored(value), case .array(let methods)? = object["methods"],
            case .array(let fields)? = object["source_fields"]
        else { return nil }
        return StoredSourceAuth(
            SourceAuth(methods: methods.compactMap(VaultAuthMethod.init(json:)), fields: fields.compactMap(field)))
    }

    private static func field(_ value: JSON) -> SourceAuth.DeclaredField? {
        guard case .object(let object) = value, case .text(let key)? = object["key"] else { return nil }
        let label: String? = if case .text(let text)? = object["label"] { text } else { nil }
        return SourceAuth.DeclaredField(
            key: key, label: label, isRequired: object["required"] == true, isSecret: object["secret"] == true)
    }
}

extension VaultAuthMethod {
    fileprivate init?(json: JSON) {
        guard case .text(let word) = json else { return nil }
        self.init(rawValue: word)
    }
}
