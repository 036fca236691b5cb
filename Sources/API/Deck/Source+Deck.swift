import Credentials
import JSON

extension Source {
    /// The source as `/v2` shows it.
    var representation: JSONObject {
        var members: JSONObject = [
            "name": JSON(name), "type": "website", "website": ["url": .text(url)],
        ]
        members["auth"] = auth.map { .object($0.representation) }
        return API.representation(id, "source", members, updatedAt: updatedAt)
    }
}

extension SourceAuth {
    fileprivate var representation: JSONObject {
        [
            "methods": JSON(methods),
            "source_fields": .array(
                fields.map { field in
                    [
                        "key": .text(field.key), "label": JSON(field.label), "required": .bool(field.isRequired),
                        "secret": .bool(field.isSecret),
                    ]
                }),
        ]
    }
}

extension DeckAttributes {
    /// A new source, if it is valid.
    mutating func newSource(at now: Timestamp) -> Source? {
        switch text("type").value {
        case nil: if values["type"] == nil || values["type"] == .null { miss("type") }
        case "website": break
        default: refuse("type", "must be website.")
        }
        if values["website"] == nil { miss("website.url") }
        var source = Source(
            id: IdentifierGenerator.shared.next(), name: nil, url: "", auth: nil, updatedAt: now)
        apply(to: &source, at: now)
        return problems.isEmpty ? source : nil
    }

    /// Writes to a source what the attributes say.
    mutating func apply(to source: inout Source, at now: Timestamp) {
        text("name").blankAsNull.apply(to: &source.name)
        applyURL(to: &source)
        applyAuth(to: &source)
        source.updatedAt = now
    }

    private mutating func applyURL(to source: inout Source) {
        switch object("website") {
        case .absent: break
        case .null: miss("website.url")
        case .value(let website):
            var inner = DeckAttributes(website, path: path + "website.")
            if let url = inner.requiredText("url", limit: .bytes(2048)) {
                if WebAddress.isAcceptable(url) {
                    source.url = url
                } else {
                    inner.refuse("url", "must be an http or https URL without user and password.")
                }
            }
            take(inner)
        }
    }

    private mutating func applyAuth(to source: inout Source) {
        switch object("auth") {
        case .absent: break
        case .null: source.auth = nil
        case .value(let auth):
            var inner = DeckAttributes(auth, path: path + "auth.")
            source.auth = inner.declaration()
            take(inner)
        }
    }

    /// What a source declares about its logins (deck-v2.md section 12, U2).
    private mutating func declaration() -> SourceAuth {
        var methods: [VaultAuthMethod] = []
        for item in array("methods").value ?? [] {
            if let method = item.text.flatMap(VaultAuthMethod.init(rawValue:)) {
                if !methods.contains(method) { methods.append(method) }
            } else {
                refuse("methods", "has an unknown value.", .methodInvalid)
            }
        }
        let items = array("source_fields").value ?? []
        if items.count > SourceFields.maximumCount { refuse("source_fields", "may have at most 10 entries.") }
        let fields = items.prefix(SourceFields.maximumCount).compactMap { declaredField($0) }
        if Set(fields.map(\.key)).count < fields.count { refuse("source_fields", "has a key twice.") }
        return SourceAuth(methods: methods.isEmpty ? VaultAuthMethod.allCases : methods, fields: fields)
    }

    private mutating func declaredField(_ value: JSON) -> SourceAuth.DeclaredField? {
        guard case .object(let object) = value else {
            refuse("source_fields", "must hold objects.")
            return nil
        }
        var inner = DeckAttributes(object, path: path + "source_fields.")
        let key = inner.requiredText("key")
        if let key, !SourceFields.isKey(key) { inner.refuse("key", "must match ^[a-z][a-z0-9_]{0,63}$.") }
        let field = SourceAuth.DeclaredField(
            key: key ?? "", label: inner.text("label").value, isRequired: inner.boolean("required") ?? false,
            isSecret: inner.boolean("secret") ?? false)
        take(inner)
        return field
    }
}
