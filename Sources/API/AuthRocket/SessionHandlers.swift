import Credentials
import JSON
import Secrets
import Store

/// The operations on sessions (authrocket-v1.md section 12.1).
enum SessionHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        guard let id: UserID = try call.input.filter("user_id") else {
            throw Failure.invalid("user_id", "User can't be blank")
        }
        let grant = try call.grant(ReadSession.self, by: try store.policy(of: id))
        let user = try found(try store.user(id, try call.grant(ReadUser.self, by: grant.policy)))
        let request = try call.input.page(of: LoginSession.self, maximum: 1000, descending: false)
        guard grant.policy.admits(user) else { return .json(.emptyList) }
        let page = try store.sessions(of: id, request, grant)
        return .json(page.envelope { SessionView($0).representation() })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let reference = try call.sessionReference()
        let grant = try call.grant(ReadSession.self, by: try store.policy(of: reference.id))
        let now = Timestamp.now
        guard try reference.isGood(at: now, grant, &store) else { throw Failure.notFound }
        let session = try found(try store.session(reference.id, at: now, grant))
        let userGrant = try call.grant(ReadUser.self, by: grant.policy)
        let user = try found(try store.user(session.user, userGrant))
        guard grant.policy.admits(user) else { throw Failure.notFound }
        let expansions = call.input.expansions
        // Whoever has the token can pass for the user, which is more than reading.
        let showsToken = expansions.contains("token") && call.caller.may(WriteSession.self)
        let token = showsToken ? try LoginToken(of: session, user, at: now).signed(grant, &store) : nil
        let shown = try shownUser(user, expanding: expansions, userGrant, &store)
        return .json(SessionView(session).representation(token: token, user: shown))
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        var attributes = try call.input.attributes(root: "session")
        let id = try attributes.requiredUserID()
        let policy = try store.policy(of: id)
        let grant = try call.grant(WriteSession.self, by: policy)
        let userGrant = try call.grant(AuthenticateUser.self, by: policy)
        let user = try found(try store.user(id, userGrant))
        let request = try call.input.annotation(root: "session")
        attributes.check(user, for: grant.policy)
        try attributes.check()
        let now = Timestamp.now
        let (login, token) = try store.transaction { store in
            let login = try LoginToken(
                for: user, minutes: grant.policy.logins.sessionMinutes, request: request, userGrant, at: now, &store)
            return (login, try login.signed(grant, &store))
        }
        return .json(SessionView(login, at: now, request: request).representation(token: token), status: 201)
    }

    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let reference = try call.sessionReference()
        let grant = try call.grant(WriteSession.self, by: try store.policy(of: reference.id))
        let now = Timestamp.now
        guard try reference.isGood(at: now, grant, &store), try store.delete(reference.id, at: now, grant) else {
            throw Failure.notFound
        }
        return .empty()
    }
}

extension Call {
    /// The session that the path names.
    ///
    /// - Throws: `notFound`.
    fileprivate func sessionReference() throws(Failure) -> SessionReference {
        try found(try segment().decoded.flatMap(SessionReference.init))
    }
}

extension Attributes {
    /// Notes why a user may have no session.
    fileprivate mutating func check(_ user: User, for policy: RealmPolicy) {
        if !policy.admits(user) {
            refuse("user_id", "User is not active")
        } else if user.type == .api, policy.logins.sessionType == .managed {
            refuse("user_id")
        }
    }
}
