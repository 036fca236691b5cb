import Credentials
import JSON
import Secrets
import Store

/// The operations on credentials (authrocket-v1.md section 5.2).
enum CredentialHandlers {
    static func get(_ call: Call, _ store: inout Store) throws -> Step {
        .asking(.credential(try call.identifier())) { found, store in
            let grant = try call.grant(ReadCredential.self, by: found?.policy)
            let credential = try call.opened(found, grant, &store)
            return .done(.json(try shown(credential, grant, &store)))
        }
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Step {
        var attributes = try call.input.attributes(root: "credential")
        let user = try call.userID(toHold: &attributes)
        let isKey = attributes.values["credential_type"] == .text(CredentialType.apiKey.rawValue)
        return .asking(.user(user)) { [attributes] owner, store in
            // What others need takes looks at the database, or a password's hash.
            guard isKey else {
                return .alone { try CredentialCreation(call, attributes, of: owner, &$0).make(&$0) }
            }
            let creation = try CredentialCreation(call, attributes, of: owner, &store)
            guard let question = try creation.question(&store) else { return .alone(creation.make) }
            return .asking(question) { isMade, store in
                if isMade { return .done(try creation.answer(&store)) }
                creation.forgetRefused(store)
                return .alone(creation.make)
            }
        }
    }

    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(CredentialID.self)
        let present = try store.find(id)
        let grant = try call.grant(UpdateCredential.self, by: present?.policy)
        let old = try call.opened(present, grant, &store)
        let user = try found(try store.user(old.user, try call.grant(ReadUser.self, by: grant.policy)))
        let change = try CredentialChange(call, old, user, grant, &store)
        let hash = try change.passwordHash(by: call.hasher)
        try store.transaction { store in
            guard try change.make(hash: hash, &store) else { return }
            try store.record(.userUpdated, of: user.subject, in: grant.policy.account, request: change.request)
        }
        return .json(try shown(try found(try store.credential(id, grant)), grant, &store, key: change.apiKey))
    }

    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(CredentialID.self)
        let grant = try call.grant(DeleteCredential.self, by: try store.policy(of: id))
        let owner = try found(try store.owner(of: id, grant))
        try call.checkNamedUser(is: owner)
        let request = try call.input.annotation(root: "credential")
        try store.transaction { store in
            guard try store.delete(id, grant) else { throw Failure.notFound }
            try store.record(
                .userUpdated, of: Event.Subject(realm: grant.realm, user: owner), in: grant.policy.account,
                request: request)
        }
        return .empty()
    }

    static func verify(_ call: Call, _ store: inout Store) throws -> Step {
        .asking(.credential(try call.identifier())) { found, store in
            let grant = try call.grant(VerifyCredential.self, by: found?.policy)
            let credential = try call.opened(found, grant, &store)
            let request = try call.input.annotation(root: "credential")
            // Neither a credential of another type nor what is no code is a guess.
            guard case .totp(let device) = credential.content, let code = try call.input.code(root: "credential") else {
                throw TOTPAttempt.failure
            }
            let attempt = TOTPAttempt(code, against: [credential], grant)
            let trial = Step.alone { try judge(attempt, of: credential, request, grant, &$0) }
            guard device.state == .active, let acceptance = attempt.acceptance else { return trial }
            return .asking(acceptance) { isAccepted, store in
                isAccepted ? .done(.json(try shown(credential, grant, &store))) : trial
            }
        }
    }

    private static func judge(
        _ attempt: TOTPAttempt, of credential: Credential, _ request: JSONObject, _ grant: Grant<VerifyCredential>,
        _ store: inout Store
    ) throws -> Response {
        let outcome = try store.transaction { store in
            let outcome = try attempt.judge(&store)
            if case .accepted = outcome, try store.activate(credential.id, grant) {
                try store.record(.userUpdated, of: credential.subject, in: grant.policy.account, request: request)
            }
            return outcome
        }
        switch outcome {
        case .accepted:
            return .json(try shown(try found(try store.credential(credential.id, grant)), grant, &store))
        case .refused: throw TOTPAttempt.failure
        case .limited(let seconds): throw Failure.rateLimited(retryAfter: seconds)
        }
    }

    static func shown(
        _ credential: Credential, _ grant: Grant<some CredentialOperation>, _ store: inout Store, key: Secret? = nil
    ) throws -> JSONObject {
        let account = credential.isProvisioning ? try accountLabel(credential.user, grant, &store) : ""
        let context = CredentialContext(caller: grant.caller, realmName: grant.policy.realmName, account: account)
        return try credential.representation(context, key: key)
    }

    /// What an authenticator app writes under the realm's name.
    private static func accountLabel(
        _ id: UserID, _ grant: Grant<some CredentialOperation>, _ store: inout Store
    ) throws -> String {
        let user = try found(try store.user(id, try grant.policy.grant(ReadUser.self, to: grant.caller)))
        return user.email ?? user.username
    }
}

extension Credential {
    /// What an event about the credential shows: it is its user's.
    var subject: Event.Subject { Event.Subject(realm: realm, user: user) }
}

extension Call {
    /// The credential that was looked for, if it is there and its owner the one that may be named beside it.
    ///
    /// - Throws: `notFound`.
    fileprivate func opened(
        _ credential: FoundCredential?, _ grant: Grant<some CredentialOperation>, _ store: inout Store
    ) throws -> Credential {
        let credential = try found(try store.open(try found(credential), grant))
        try checkNamedUser(is: credential.user)
        return credential
    }

    /// A user named beside a credential must be its own: the Ruby client adds one (authrocket-v1.md section 5.2).
    ///
    /// - Throws: `notFound`.
    fileprivate func checkNamedUser(is owner: UserID) throws(Failure) {
        let named = try input.attributes(root: "credential").values["user_id"] ?? input.parameter("user_id") ?? .null
        guard named == .null || named.text.flatMap(UserID.init) == owner else { throw .notFound }
    }

    /// The user for whom a credential is to be made. A missing type is reported alone, as the original does.
    ///
    /// - Throws: `invalid` when type or user is missing or no text, `notFound` for what is no user id.
    fileprivate func userID(toHold attributes: inout Attributes) throws(Failure) -> UserID {
        let user = attributes.text("user_id")
        if user.value?.isEmpty ?? true {
            let isUntyped = attributes.text("credential_type").value?.isEmpty ?? true
            attributes.requirePresence(isUntyped ? "credential_type" : "user_id")
            try attributes.check()
        }
        return try found(user.value.flatMap(UserID.init))
    }
}
