import Credentials
import JSON
import Secrets
import Store

/// Logins with API keys (authrocket-v1.md section 6.4).
enum APIKeyLoginHandlers {
    /// A login is noted once in so many seconds, so that checking a key stays a matter of reading.
    private static let pause = 86_400

    static func authenticate(_ call: Call, _ store: inout Store) throws -> Step {
        var attributes = try call.input.attributes(root: "user")
        let realm = try call.requiredRealmID(attributes)
        let key = attributes.text("api_key")
        let login = Login(call: call, attributes: attributes, realm: realm, key: key)
        guard let text = key.value, let question = try store.question(holding: Secret(text), in: realm) else {
            return .alone { try login.perform(nil, &$0) }
        }
        return .asking(question) { holder, store in
            // To sign takes a millisecond with RSA.
            if holder?.policy.logins.jwtAlgorithm == .rs256 { return .alone { try login.perform(holder, &$0) } }
            return .done(try login.perform(holder, &store))
        }
    }

    private struct Login: Sendable {
        let call: Call
        let attributes: Attributes
        let realm: RealmID
        let key: Field<String>

        func perform(_ found: FoundKeyHolder?, _ store: inout Store) throws -> Response {
            let holder = found.flatMap { $0.isRecent ? $0 : nil }
            var attributes = attributes
            let grant = try call.grant(AuthenticateUser.self, by: try holder?.policy ?? store.policy(of: realm))
            if key.isBlank || !key.isPresent { attributes.requirePresence("api_key") }
            let request = try call.input.annotation(root: "user")
            try attributes.check()
            guard let key = key.value, var user = try holder?.user(grant) ?? store.user(holding: Secret(key), grant),
                grant.policy.admits(user)
            else { throw Failure.authenticationFailed }
            let now = Timestamp.now
            let isToBeNoted = user.lastLoginAt.map { $0.adding(seconds: pause) <= now } ?? true
            if isToBeNoted {
                try note(user, at: now, request: request, grant, &store)
                user.lastLoginAt = now
            }
            // To note it may take seconds, in which the realm may have got another key.
            let signing = try isToBeNoted ? nil : holder.flatMap { try store.signingKey(of: $0, grant) }
            let token = try issueLoginToken(
                for: user, by: .apiKey, request: request, grant, at: now, signedWith: signing, &store)
            let belongings = try holder.map { try store.belongings(of: $0, grant) }
            var shown = try shownUser(user, with: belongings, expanding: call.input.expansions, grant, &store)
            shown["token"] = .text(token.reveal())
            return .json(shown)
        }
    }

    private static func note(
        _ user: User, at now: Timestamp, request: JSONObject, _ grant: Grant<AuthenticateUser>, _ store: inout Store
    ) throws {
        try store.transaction { store in
            guard try store.noteLogin(of: user.id, at: now, unlessWithin: pause, grant) else { return }
            try store.record(.loginSucceeded, of: user.subject, in: grant.policy.account, request: request)
        }
    }
}
