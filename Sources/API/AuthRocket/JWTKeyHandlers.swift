import Credentials
import JSON
import Secrets
import Store

/// The operations on the keys that sign login tokens (authrocket-v1.md section 12.3).
enum JWTKeyHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ManageJWTKey.self, by: try store.policy(of: try call.listedRealmID()))
        let page = try store.jwtKeys(
            try call.input.page(of: JWTKey.self, maximum: 100, descending: true), grant)
        let now = Timestamp.now
        return .json(page.envelope { $0.representation(in: grant.realm, at: now) })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(JWTKeyID.self)
        let grant = try call.grant(ManageJWTKey.self, by: try store.policy(of: id))
        return .json(try found(try store.jwtKey(id, grant)).representation(in: grant.realm, at: .now))
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        var attributes = try call.input.attributes(root: "jwt_key")
        let grant = try call.grant(
            ManageJWTKey.self, by: try store.policy(of: try call.requiredRealmID(attributes)))
        let algorithm = attributes.requiredWord("algo", JWTAlgorithm.self)
        _ = attributes.word("use", JWTKeyUse.self)
        let given = algorithm.flatMap { attributes.givenKey($0) }
        let request = try call.input.annotation(root: "jwt_key")
        try attributes.check()
        let key = try given ?? JWTKey.generate(try found(algorithm))
        try store.transaction { store in
            try store.insert(key, grant)
            try store.record(
                .realmUpdated, of: Event.Subject(realm: grant.realm), in: grant.policy.account, request: request)
        }
        return .json(key.representation(in: grant.realm, at: .now), status: 201)
    }

    /// The key expires at once; a realm always keeps one that signs.
    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(JWTKeyID.self)
        let grant = try call.grant(ManageJWTKey.self, by: try store.policy(of: id))
        let realmGrant = try call.grant(ManageRealm.self, by: grant.policy)
        let request = try call.input.annotation(root: "jwt_key")
        try store.transaction { store in
            let realm = try found(try store.lockedRealm(realmGrant))
            guard try store.canSign(realm.jwtAlgorithm, without: id, grant) else { throw Failure.onlyJWTKey }
            guard try store.expire(id, grant) else { throw Failure.notFound }
            try store.record(
                .realmUpdated, of: Event.Subject(realm: grant.realm), in: grant.policy.account, request: request)
        }
        return .empty()
    }
}

/// What a key is for.
enum JWTKeyUse: String {
    case sign
}

extension Failure {
    fileprivate static let onlyJWTKey = Failure(
        .conflict, "Validation error",
        problems: [Problem(field: "base", message: "Jwt key is the realm's only one")])
}

extension JWTKey {
    /// The key as `/v1` shows it to those who manage the realm.
    fileprivate func representation(in realm: RealmID, at now: Timestamp) -> JSONObject {
        API.representation(
            id.description, "jwt_key",
            [
                "algo": JSON(algorithm),
                "expired": .bool(expiresAt.map { $0 <= now } ?? false),
                "key": .text(publicKey ?? signing.reveal()),
                "realm_id": JSON(realm),
                "use": JSON(JWTKeyUse.sign),
            ])
    }
}

extension Attributes {
    /// The key, if one was given; what is wrong with it is noted.
    fileprivate mutating func givenKey(_ algorithm: JWTAlgorithm) -> JWTKey? {
        guard let text = text("key", limit: .bytes(8192)).blankAsNull.value else { return nil }
        switch algorithm {
        case .hs256: return givenSecret(text)
        case .rs256:
            if let pair = RSAKeyPair(givenPEM: Secret(text)) { return JWTKey(pair) }
            refuse("key")
            return nil
        }
    }

    /// The clients take what is longer than 256 characters for a public key (authrocket-v1.md section 7).
    private mutating func givenSecret(_ text: String) -> JWTKey? {
        if !text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
            refuse("key")
        } else if text.utf8.count < 32 {
            refuse("key", "Key is too short (minimum is 32 characters)")
        } else if text.utf8.count > 256 {
            refuse("key", "Key is too long (maximum is 256 characters)")
        }
        return JWTKey(secret: Secret(text))
    }
}
