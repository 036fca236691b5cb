import Credentials
import JSON
import Store

/// The operations on realms (authrocket-v1.md section 7).
enum RealmHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        var filter = RealmFilter()
        filter.state = try call.input.filter("state")
        filter.reference = try call.input.reference
        let page = try store.realms(
            for: call.caller, filter, try call.input.page(of: Realm.self, maximum: 100, sort: RealmSort.name))
        let showsCustom = call.input.expansions.contains("custom")
        return .json(page.envelope { $0.representation(key: nil, custom: showsCustom) })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ReadRealm.self, by: try store.policy(of: try call.identifier(RealmID.self)))
        let realm = try found(try store.realm(grant))
        let state: ActivityState? = try call.input.filter("state")
        guard state == nil || state == realm.state else { throw Failure.notFound }
        return .json(try shown(realm, grant, &store))
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        guard call.caller.realmLock == nil else { throw Failure.accessDenied }
        var attributes = try call.input.attributes(root: "realm")
        var realm = Realm(id: IdentifierGenerator.shared.next(), account: call.caller.account, name: "")
        if attributes.values["name"] == nil { attributes.requirePresence("name") }
        attributes.apply(to: &realm)
        let request = try call.input.annotation(root: "realm")
        try attributes.check()
        let key = try JWTKey.generate(realm.jwtAlgorithm)
        try store.create(realm, signing: key, request: request)
        return .json(realm.representation(key: key, custom: true), status: 201)
    }

    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ManageRealm.self, by: try store.policy(of: try call.identifier(RealmID.self)))
        let attributes = try call.input.attributes(root: "realm")
        let request = try call.input.annotation(root: "realm")
        let old = try found(try store.realm(grant))
        let planned = try attributes.applied(to: old)
        let key = planned.jwtAlgorithm == old.jwtAlgorithm ? nil : try JWTKey.generate(planned.jwtAlgorithm)
        let realm = try store.transaction { store in
            let old = try found(try store.lockedRealm(grant))
            let realm = try attributes.applied(to: old)
            try store.update(realm, from: old, grant)
            if realm.jwtAlgorithm != old.jwtAlgorithm {
                try store.insert(try key.matching(realm.jwtAlgorithm), for: realm.id, outlive: old.sessionMinutes)
            }
            try store.record(
                .realmUpdated, of: Event.Subject(realm: realm.id), in: grant.policy.account, request: request)
            return realm
        }
        return .json(try shown(realm, grant, &store))
    }

    static func reset(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ManageRealm.self, by: try store.policy(of: try call.identifier(RealmID.self)))
        let request = try call.input.annotation(root: "realm")
        // Most goes in many small transactions; what was added meanwhile goes in one with the event.
        try store.reset(grant)
        try store.transaction { store in
            try store.reset(grant)
            try store.record(
                .realmUpdated, of: Event.Subject(realm: grant.realm), in: grant.policy.account, request: request)
        }
        return .json(try shown(try found(try store.realm(grant)), grant, &store))
    }

    /// A second DELETE is answered like the first: the PHP client's own tests delete twice.
    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(RealmID.self)
        let request = try call.input.annotation(root: "realm")
        if let policy = try store.policy(of: id) {
            let grant = try call.grant(ManageRealm.self, by: policy)
            try store.transaction { store in
                guard try store.lockedRealm(grant) != nil else { return }
                try store.delete(grant)
                try store.record(.realmDeleted, of: Event.Subject(realm: id), in: policy.account, request: request)
            }
        } else if try !store.wasDeleted(id, by: call.caller) {
            throw Failure.notFound
        }
        return .empty()
    }

    private static func shown(
        _ realm: Realm, _ grant: Grant<some RealmOperation>, _ store: inout Store
    ) throws -> JSONObject {
        realm.representation(key: try store.signingKey(of: realm, grant), custom: true)
            .hidingJWTSecret(from: grant.caller, algorithm: realm.jwtAlgorithm)
    }
}

extension JWTKey? {
    /// The key made before the transaction, because making one takes its time; another one when the realm was changed
    /// meanwhile, so that it has not come to need what was not prepared.
    fileprivate func matching(_ algorithm: JWTAlgorithm) throws -> JWTKey {
        if let self, self.algorithm == algorithm { return self }
        return try JWTKey.generate(algorithm)
    }
}
