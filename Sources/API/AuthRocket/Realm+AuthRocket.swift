import Credentials
import JSON
import Secrets

extension Realm {
    /// The realm as `/v1` shows it.
    func representation(key: JWTKey?, custom showsCustom: Bool) -> JSONObject {
        let jwtKey = key.map { JSON.text($0.publicKey ?? $0.signing.reveal()) }
        return API.representation(
            id.description, "realm",
            [
                "api_key_minutes": JSON(apiKeyMinutes),
                "api_key_policy": JSON(apiKeyPolicy),
                "api_key_prefix": JSON(apiKeyPrefix),
                "custom": showsCustom ? .object(custom) : nil,
                "jwt_algo": JSON(jwtAlgorithm),
                "jwt_fields": JSON(jwtFields),
                "jwt_key": jwtKey,
                "jwt_secret": jwtKey,
                "name": .text(name),
                "reference": JSON(reference),
                "require_unique_emails": .bool(requireUniqueEmails),
                "resource_links": .array(resourceLinks),
                "session_minutes": JSON(sessionMinutes),
                "session_type": JSON(sessionType),
                "state": JSON(state),
                "username_validation_human": JSON(usernameValidation),
            ])
    }
}

extension JSONObject {
    /// Without the key that signs login tokens, which HS256 shares with whoever verifies them: for callers that may manage
    /// the realm only (authrocket-v1.md section 3.5).
    func hidingJWTSecret(from caller: Caller, algorithm: JWTAlgorithm) -> JSONObject {
        guard algorithm == .hs256, caller.permission < .manage else { return self }
        var copy = self
        copy["jwt_key"] = nil
        copy["jwt_secret"] = nil
        return copy
    }
}

extension Attributes {
    /// Writes to a realm what the attributes say.
    mutating func apply(to realm: inout Realm) {
        applyName(to: &realm.name)
        realm.state = word("state") ?? realm.state
        textOrInteger("reference").blankAsNull.apply(to: &realm.reference)
        if let custom = object("custom").replacing(nullWith: [:]) { realm.custom = custom }
        realm.usernameValidation = word("username_validation_human") ?? realm.usernameValidation
        applyUniqueEmails(to: &realm)
        applyAPIKeyPrefix(to: &realm)
        realm.apiKeyPolicy = word("api_key_policy") ?? realm.apiKeyPolicy
        realm.jwtAlgorithm = word("jwt_algo") ?? realm.jwtAlgorithm
        applyJWTFields(to: &realm)
        realm.sessionType = word("session_type") ?? realm.sessionType
        realm.sessionMinutes = integer("session_minutes", in: 1...Self.tenYears) ?? realm.sessionMinutes
        realm.apiKeyMinutes = integer("api_key_minutes", in: 0...Self.tenYears) ?? realm.apiKeyMinutes
        if let links = list("resource_links").replacing(nullWith: []) { realm.resourceLinks = links }
    }

    /// The realm as the attributes want it.
    ///
    /// - Throws: `invalid`.
    func applied(to realm: Realm) throws(Failure) -> Realm {
        var (attributes, realm) = (self, realm)
        attributes.apply(to: &realm)
        try attributes.check()
        return realm
    }

    private static let tenYears = 5_256_000

    /// A name that must be there, though not be unique: a realm's or an org's.
    mutating func applyName(to name: inout String) {
        let given = text("name")
        if given.isBlank { requirePresence("name") }
        name = given.value ?? name
    }

    /// Once given up, uniqueness cannot be had back: there may be equal addresses by then.
    private mutating func applyUniqueEmails(to realm: inout Realm) {
        guard let wanted = boolean("require_unique_emails") else { return }
        if wanted, !realm.requireUniqueEmails {
            refuse("require_unique_emails", "Require unique emails can't be turned on again")
        }
        realm.requireUniqueEmails = wanted
    }

    private mutating func applyAPIKeyPrefix(to realm: inout Realm) {
        let prefix = text("api_key_prefix", limit: .codePoints(32)).blankAsNull
        if let text = prefix.value, !text.utf8.allSatisfy(APIKeyText.isPrefixByte) { refuse("api_key_prefix") }
        prefix.apply(to: &realm.apiKeyPrefix)
    }

    private mutating func applyJWTFields(to realm: inout Realm) {
        let name = values["jwt_fields"] == nil ? "jwt_data" : "jwt_fields"
        guard let fields = words(name, JWTField.self) else { return }
        if fields.contains(.orgs), !fields.contains(.memberships) { refuse(name) }
        realm.jwtFields = fields
    }
}
