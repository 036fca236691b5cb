import Credentials
import JSON
import Store

/// The operations on orgs (authrocket-v1.md section 11).
enum OrgHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ReadOrg.self, by: try store.policy(of: try call.listedRealmID()))
        var filter = OrgFilter()
        filter.state = try call.input.filter("state")
        filter.reference = try call.input.reference
        let page = try store.orgs(
            filter, try call.input.page(of: Org.self, maximum: 1000, sort: OrgSort.name), grant)
        let showsCustom = call.input.expansions.contains("custom")
        return .json(page.envelope { $0.representation(custom: showsCustom) })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(OrgID.self)
        let grant = try call.grant(ReadOrg.self, by: try store.policy(of: id))
        return .json(try shown(try found(try store.org(id, grant)), expanding: call.input.expansions, grant, &store))
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        var attributes = try call.input.attributes(root: "org")
        let policy = try store.policy(of: try call.requiredRealmID(attributes))
        let grant = try call.grant(WriteOrg.self, by: policy)
        let org = attributes.newOrg(in: grant.realm)
        let request = try call.input.annotation(root: "org")
        try attributes.check()
        try store.transaction { store in
            try store.insert(org, grant)
            try store.record(.orgCreated, of: org.subject, in: grant.policy.account, request: request)
        }
        return .json(try shown(org, expanding: call.input.expansions, grant, &store), status: 201)
    }

    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(OrgID.self)
        let grant = try call.grant(WriteOrg.self, by: try store.policy(of: id))
        let attributes = try call.input.attributes(root: "org")
        let request = try call.input.annotation(root: "org")
        let org = try store.transaction { store in
            let org = try attributes.applied(to: try found(try store.lockedOrg(id, grant)))
            try store.update(org, grant)
            try store.record(.orgUpdated, of: org.subject, in: grant.policy.account, request: request)
            return org
        }
        return .json(try shown(org, expanding: call.input.expansions, grant, &store))
    }

    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(OrgID.self)
        let grant = try call.grant(WriteOrg.self, by: try store.policy(of: id))
        let request = try call.input.annotation(root: "org")
        try store.deleteMostMemberships(of: id, grant)
        try store.transaction { store in
            guard try store.delete(id, grant) else { throw Failure.notFound }
            try store.record(
                .orgDeleted, of: Event.Subject(realm: grant.realm, org: id), in: grant.policy.account, request: request)
        }
        return .empty()
    }

    private static func shown(
        _ org: Org, expanding: Set<String>, _ grant: Grant<some OrgOperation>, _ store: inout Store
    ) throws -> JSONObject {
        guard expanding.contains("memberships") else { return org.representation(custom: true) }
        let members = try store.memberships(of: org.id, .embedded, grant).items
        return org.representation(
            custom: true,
            memberships: members.map { .object($0.representation(custom: expanding.contains("custom"))) })
    }
}
