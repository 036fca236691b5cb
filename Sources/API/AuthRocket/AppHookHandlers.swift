import Credentials
import JSON
import Store

/// The operations on app hooks (authrocket-v1.md section 10).
enum AppHookHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ReadAppHook.self)
        let realm = try call.appHookRealm(call.input.parameter("realm_id"), ReadAppHook.self, &store)?.realm
        let page = try store.appHooks(
            of: realm, in: try call.input.filter("state"), toldOf: try call.input.filter("event_type"),
            try call.input.page(of: AppHook.self, maximum: 100, descending: false), grant)
        return .json(page.envelope { $0.representation })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ReadAppHook.self)
        return .json(try found(try store.appHook(try call.identifier(), grant)).representation(for: call.caller))
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ManageAppHook.self)
        var attributes = try call.input.attributes(root: "app_hook")
        let realm = try call.appHookRealm(attributes.values["realm_id"], ManageAppHook.self, &store)
        let hook = try attributes.newAppHook(of: grant.account, realm: realm?.realm, call.addresses)
        let request = try call.input.annotation(root: "app_hook")
        try store.transaction { store in
            try store.insert(hook, in: realm, grant)
            try store.record(.appHookCreated, of: hook.subject, in: grant.account, request: request)
        }
        return .json(hook.representation(for: call.caller), status: 201)
    }

    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ManageAppHook.self)
        let id = try call.identifier(AppHookID.self)
        let attributes = try call.input.attributes(root: "app_hook")
        let request = try call.input.annotation(root: "app_hook")
        let hook = try store.transaction { store in
            let hook = try attributes.applied(to: try found(try store.lockedAppHook(id, grant)), call.addresses)
            try store.update(hook, grant)
            try store.record(.appHookUpdated, of: hook.subject, in: grant.account, request: request)
            return hook
        }
        return .json(hook.representation(for: call.caller))
    }

    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ManageAppHook.self)
        let id = try call.identifier(AppHookID.self)
        let request = try call.input.annotation(root: "app_hook")
        try store.transaction { store in
            let hook = try found(try store.lockedAppHook(id, grant))
            guard try store.delete(id, grant) else { throw Failure.notFound }
            try store.record(.appHookDeleted, of: hook.subject, in: grant.account, request: request)
        }
        // It is done; what is not called off now will be when it is due.
        try? store.cancelNotifications(to: id)
        return .empty()
    }
}

extension Call {
    /// Leave for the realm that hooks are of, `nil` for all of the account: named in the request, where null and blank are
    /// all realms, or else the default one.
    ///
    /// - Throws: `notFound` for a realm that the caller does not see, `invalid` when its key does not reach all realms.
    fileprivate func appHookRealm<Asked: Operation>(
        _ named: JSON?, _ operation: Asked.Type, _ store: inout Store
    ) throws -> Grant<Asked>? {
        let isForAll = named == .null || named?.text == ""
        guard let realm = isForAll ? nil : try realmID(Attributes(values: ["realm_id": named ?? .null], coerces: false))
        else {
            if caller.realmLock != nil { throw Failure.invalid("realm_id", "Realm can't be blank") }
            return nil
        }
        return try grant(operation, by: try store.policy(of: realm))
    }
}
