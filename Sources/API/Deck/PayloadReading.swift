import Credentials
import JSON
import Secrets

extension DeckAttributes {
    /// Merges `auth_credentials` into what is there (RFC 7396): absent stays, null goes, a value replaces
    /// (deck-v2.md sections 2.1, 2.2 and 12, U9). Of a value that breaks a rule only its name is told.
    mutating func merge(into payload: VaultPayload, method: VaultAuthMethod, source: Source) -> VaultPayload {
        var payload = payload
        switch object("auth_credentials") {
        case .absent: break
        case .null: payload = VaultPayload()
        case .value(let given):
            var inner = DeckAttributes(given, path: "auth_credentials.")
            inner.mergeLogin(into: &payload, method: method)
            inner.mergeFields(into: &payload, source.auth)
            take(inner)
        }
        // Also what was given before the source declared it so.
        for field in source.auth?.fields ?? [] where field.isSecret { payload.fields[field.key]?.isSecret = true }
        var whole = DeckAttributes([:], path: "auth_credentials.")
        whole.demand(payload, method, source.auth)
        if problems.isEmpty { take(whole) }
        return payload
    }

    private mutating func mergeLogin(into payload: inout VaultPayload, method: VaultAuthMethod) {
        guard method == .usernamePassword else {
            for name in ["username", "password"] where values[name] != nil {
                refuse(name, "does not belong to the auth_method none.")
            }
            return
        }
        switch text("username", limit: .bytes(1024)) {
        case .absent: break
        case .null: payload.username = nil
        case .value(let text): payload.username = text
        }
        switch text("password", limit: .bytes(4096)) {
        case .absent: break
        case .null: payload.password = nil
        case .value(let text): payload.password = Secret(text)
        }
    }

    private mutating func mergeFields(into payload: inout VaultPayload, _ auth: SourceAuth?) {
        switch object("source_fields") {
        case .absent: break
        case .null: payload.fields = [:]
        case .value(let given):
            var inner = DeckAttributes(given, path: path + "source_fields.")
            for (key, value) in given { inner.mergeField(key, value, into: &payload, auth) }
            take(inner)
        }
    }

    private mutating func mergeField(
        _ key: String, _ value: JSON, into payload: inout VaultPayload, _ auth: SourceAuth?
    ) {
        let isDeclared = auth?.fields.contains { $0.key == key } ?? true
        guard SourceFields.isKey(key), isDeclared else {
            // A name that breaks the rules may be anything, so it is not repeated.
            let name = SourceFields.isKey(key) ? key : "*"
            return refuse(name, auth == nil ? "is not a permitted key." : "is not declared by the source.")
        }
        if value == .null {
            payload.fields[key] = nil
            return
        }
        guard let (text, isSecret) = fieldValue(value), TextLimit.bytes(SourceFields.maximumBytes).admits(text),
            !text.utf8.contains(0)
        else { return refuse(key, "must be a string of at most 1024 bytes.") }
        payload.fields[key] = VaultPayload.Field(value: Secret(text), isSecret: isSecret)
    }

    /// A string is readable; `{"value": …, "secret": true}` is not.
    private func fieldValue(_ value: JSON) -> (text: String, isSecret: Bool)? {
        switch value {
        case .text(let text): return (text, false)
        case .object(let object):
            guard case .text(let text)? = object["value"] else { return nil }
            switch object["secret"] {
            case nil, .null?: return (text, false)
            case .bool(let isSecret)?: return (text, isSecret)
            default: return nil
            }
        default: return nil
        }
    }

    /// What must be there in the end.
    private mutating func demand(_ payload: VaultPayload, _ method: VaultAuthMethod, _ auth: SourceAuth?) {
        if method == .usernamePassword {
            if payload.username?.isEmpty ?? true { miss("username") }
            if payload.password?.bytes.isEmpty ?? true { miss("password") }
        }
        if payload.fields.count > SourceFields.maximumCount {
            refuse("source_fields", "may have at most 10 entries.")
        }
        for field in auth?.fields ?? [] where field.isRequired && payload.fields[field.key] == nil {
            miss("source_fields.\(field.key)")
        }
    }
}
