import Credentials
import JSON
import Secrets

/// What a credential's row holds of its secrets.
struct SealedPayload {
    let payload: [UInt8]
    let summary: [UInt8]

    /// Seals both under the credential's own key. The place names organization, credential, source and version: neither
    /// opens in another row, nor in this one once it has been replaced.
    init(_ payload: VaultPayload, under key: DataKey, _ place: Place) throws {
        self.payload = try key.seal(payload.json.encoded(), place.seal("payload")).bytes
        summary = try key.seal(payload.summary.json.encoded(), place.seal("summary")).bytes
    }

    /// Where sealed values of a credential belong.
    struct Place {
        let organization: OrganizationID
        let credential: VaultCredentialID
        let source: SourceID
        let version: Int

        func seal(_ column: String) -> SealPlace {
            SealPlace(
                scope: organization.number, object: credential.number, field: "\(column) \(source) \(version)")
        }
    }
}

extension VaultPayload {
    fileprivate var json: JSON {
        var object = JSONObject()
        object["username"] = username.map(JSON.text)
        object["password"] = password.map { .text($0.reveal()) }
        object["source_fields"] = .object(
            fields.sorted { $0.key < $1.key }.reduce(into: JSONObject()) { members, field in
                members[field.key] = [
                    "value": .text(field.value.value.reveal()), "secret": .bool(field.value.isSecret),
                ]
            })
        return .object(object)
    }

    /// Reads what ``SealedPayload`` sealed.
    init?(sealed bytes: [UInt8]) {
        guard case .object(let object)? = try? JSON(parsing: bytes),
            case .object(let members)? = object["source_fields"]
        else { return nil }
        self.init(username: object.text("username"), password: object.text("password").map { Secret($0) })
        for (key, value) in members {
            guard case .object(let field) = value, let text = field.text("value") else { return nil }
            fields[key] = Field(value: Secret(text), isSecret: field["secret"] == true)
        }
    }
}

extension VaultSummary {
    fileprivate var json: JSON {
        var object = JSONObject()
        object["username"] = username.map(JSON.text)
        object["source_fields"] = .object(
            readableFields.sorted { $0.key < $1.key }.reduce(into: JSONObject()) { $0[$1.key] = .text($1.value) })
        object["secret_source_fields"] = .array(secretFields.map { .text($0) })
        return .object(object)
    }

    /// Reads what ``SealedPayload`` sealed.
    init?(sealed bytes: [UInt8]) {
        guard case .object(let object)? = try? JSON(parsing: bytes),
            case .object(let readable)? = object["source_fields"],
            case .array(let secret)? = object["secret_source_fields"]
        else { return nil }
        let pairs = readable.compactMap { name, _ in readable.text(name).map { (name, $0) } }
        self.init(
            username: object.text("username"), readableFields: Dictionary(pairs) { $1 },
            secretFields: secret.compactMap { if case .text(let key) = $0 { key } else { nil } })
    }
}

extension JSONObject {
    fileprivate func text(_ name: String) -> String? {
        if case .text(let text)? = self[name] { text } else { nil }
    }
}
