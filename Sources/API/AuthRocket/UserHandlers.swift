import Credentials
import JSON
import Secrets
import Store

/// The operations on users (authrocket-v1.md section 6.3).
enum UserHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ReadUser.self, by: try store.policy(of: try call.listedRealmID()))
        let filter = try UserFilter(call.input)
        if let org = filter.org, try !store.hasOrg(org, grant) { throw Failure.notFound }
        let page = try store.users(
            filter, try call.input.page(of: User.self, maximum: 1000, sort: UserSort.username), grant)
        let showsCustom = call.input.expansions.contains("custom")
        return .json(page.envelope { $0.listed(custom: showsCustom) })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.userID(&store)
        let grant = try call.grant(ReadUser.self, by: try store.policy(of: id))
        return .json(try shownUser(id, expanding: call.input.expansions, grant, &store))
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        var attributes = try call.input.attributes(root: "user")
        let policy = try store.policy(of: try call.requiredRealmID(attributes))
        let grant = try call.grant(WriteUser.self, by: policy)
        let credentialGrant = try call.grant(CreateCredential.self, by: policy)
        let hashGrant = try attributes.hasPasswordHash ? call.grant(SetPasswordHash.self, by: policy) : nil
        let user = try attributes.newUser(grant.policy)
        let secret = attributes.firstSecret(
            of: user, grant.policy, try store.passwordPolicy(of: grant.policy), hashGrant)
        let request = try call.input.annotation(root: "user")
        try attributes.check()
        let credential = try secret.map { try $0.hashed(by: call.hasher) }
        try store.transaction { store in
            try store.insert(user, grant)
            if let credential {
                try store.insert(
                    credential, id: IdentifierGenerator.shared.next(), for: user.id, credentialGrant)
            }
            try store.record(.userCreated, of: user.subject, in: grant.policy.account, request: request)
        }
        return .json(
            try shownUser(user.id, expanding: call.input.expansions, grant, &store, key: secret?.apiKey),
            status: 201)
    }

    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.userID(&store)
        let change = try UserChange(call, id, &store)
        let credential = try change.secret.map { try $0.hashed(by: call.hasher) }
        try store.transaction { store in
            let user = try change.attributes.applied(
                to: try found(try store.lockedUser(id, change.grant)), change.grant.policy)
            try store.update(user, change.grant)
            if let credential { try change.credential.set(credential, &store) }
            try store.record(
                .userUpdated, of: user.subject, in: change.grant.policy.account, request: change.request)
        }
        return .json(
            try shownUser(id, expanding: call.input.expansions, change.grant, &store, key: change.secret?.apiKey))
    }

    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.userID(&store)
        let grant = try call.grant(WriteUser.self, by: try store.policy(of: id))
        let request = try call.input.annotation(root: "user")
        try store.transaction { store in
            guard try store.delete(id, grant) else { throw Failure.notFound }
            try store.record(
                .userDeleted, of: Event.Subject(realm: grant.realm, user: id), in: grant.policy.account,
                request: request)
        }
        return .empty()
    }
}

extension Call {
    /// The user that the path names by id, or by username in the request's realm (authrocket-v1.md section 1.4): a plus
    /// sign may stand for itself or for a space.
    ///
    /// - Throws: `notFound`.
    func userID(_ store: inout Store) throws -> UserID {
        try found(try knownUserID(&store))
    }

    /// The same; `nil` when the realm is there for the caller, and nobody of that name in it.
    func knownUserID(_ store: inout Store) throws -> UserID? {
        let segment = try segment()
        let name = try found(segment.decoded)
        if let id = UserID(name) { return id }
        let realm = try found(try realmID(try input.attributes(root: "user")))
        let grant = try grant(ReadUser.self, by: try store.policy(of: realm))
        for candidate in [name, segment.decodedWithPlus].compactMap({ $0 }) {
            if let id = try store.userID(named: CaseFolding.fold(candidate), grant) { return id }
        }
        return nil
    }
}

extension UserFilter {
    /// - Throws: `invalid` for a word that is none of its enumeration's, `notFound` for what is no org's id.
    fileprivate init(_ input: Input) throws(Failure) {
        self.init()
        username = try input.text("username").map { CaseFolding.fold($0) }
        email = try input.text("email").map { CaseFolding.fold($0) }
        state = try input.filter("state")
        type = try input.filter("user_type")
        reference = try input.reference
        org = try input.filter("org_id")
    }
}
