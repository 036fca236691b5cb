import Credentials
import JSON
import Store

/// The operations on auth providers (authrocket-v1.md section 8).
enum AuthProviderHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ReadAuthProvider.self, by: try store.policy(of: try call.listedRealmID()))
        let page = try store.authProviders(
            try call.input.page(of: AuthProvider.self, maximum: 100, sort: AuthProviderSort.id), grant)
        return .json(page.envelope { $0.representation(for: call.caller) })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.authProviderID(&store)
        let grant = try call.grant(ReadAuthProvider.self, by: try store.policy(of: id))
        return .json(try found(try store.authProvider(id, grant)).representation(for: call.caller))
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        var attributes = try call.input.attributes(root: "auth_provider")
        let policy = try store.policy(of: try call.requiredRealmID(attributes))
        let grant = try call.grant(ManageAuthProvider.self, by: policy)
        let provider = try attributes.newAuthProvider(in: grant.realm)
        let request = try call.input.annotation(root: "auth_provider")
        try attributes.check()
        try store.transaction { store in
            try store.insert(provider, grant)
            try store.record(
                .authProviderCreated, of: provider.subject, in: grant.policy.account, request: request)
        }
        return .json(provider.representation(for: call.caller), status: 201)
    }

    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.authProviderID(&store)
        let grant = try call.grant(ManageAuthProvider.self, by: try store.policy(of: id))
        let attributes = try call.input.attributes(root: "auth_provider")
        let request = try call.input.annotation(root: "auth_provider")
        let provider = try store.transaction { store in
            let provider = try attributes.applied(to: try found(try store.lockedAuthProvider(id, grant)))
            try store.update(provider, grant)
            try store.record(
                .authProviderUpdated, of: provider.subject, in: grant.policy.account, request: request)
            return provider
        }
        return .json(provider.representation(for: call.caller))
    }

    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.authProviderID(&store)
        let grant = try call.grant(ManageAuthProvider.self, by: try store.policy(of: id))
        let request = try call.input.annotation(root: "auth_provider")
        try store.transaction { store in
            guard try store.delete(id, grant) else { throw Failure.notFound }
            try store.record(
                .authProviderDeleted, of: Event.Subject(realm: grant.realm, authProvider: id),
                in: grant.policy.account, request: request)
        }
        return .empty()
    }
}

extension Call {
    /// The provider that the path names by id, or by type in the request's realm when it has only one of it.
    ///
    /// - Throws: `notFound`.
    func authProviderID(_ store: inout Store) throws -> AuthProviderID {
        let name = try found(try segment().decoded)
        if let id = AuthProviderID(name) { return id }
        let type = try found(ProviderType(rawValue: name))
        let realm = try found(try realmID(try input.attributes(root: "auth_provider")))
        let grant = try grant(ReadAuthProvider.self, by: try store.policy(of: realm))
        let candidates = try store.authProviderIDs(of: type, grant)
        return try found(candidates.count == 1 ? candidates.first : nil)
    }
}
