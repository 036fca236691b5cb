import Credentials
import JSON
import Store

/// The operations on memberships (authrocket-v1.md section 11).
enum MembershipHandlers {
    /// The memberships of a user with their orgs, those of an org with their users, or the one of that user in that org.
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let (user, org): (UserID?, OrgID?) = (try call.input.filter("user_id"), try call.input.filter("org_id"))
        let page = try call.input.page(of: Membership.self, maximum: 1000, descending: false)
        let showsCustom = call.input.expansions.contains("custom")
        switch (user, org) {
        case (nil, nil):
            throw Failure.invalid("user_id", "User or org can't be blank")
        case (let user?, nil):
            let grant = try call.grant(ReadMembership.self, by: try store.policy(of: user))
            return .json(
                try store.memberships(of: user, page, grant).envelope { $0.representation(custom: showsCustom) })
        case (nil, let org?):
            let grant = try call.grant(ReadMembership.self, by: try store.policy(of: org))
            return .json(
                try store.memberships(of: org, page, grant).envelope { $0.representation(custom: showsCustom) })
        case (let user?, let org?):
            let grant = try call.grant(ReadMembership.self, by: try store.policy(of: user))
            guard try store.hasOrg(org, grant) else { throw Failure.notFound }
            return .json(
                try store.memberships(of: user, in: org, page, grant).envelope { $0.representation() })
        }
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(MembershipID.self)
        let grant = try call.grant(ReadMembership.self, by: try store.policy(of: id))
        return .json(try found(try store.membership(id, grant)).representation())
    }

    static func create(_ call: Call, _ store: inout Store) throws -> Response {
        var attributes = try call.input.attributes(root: "membership")
        let user = try attributes.requiredUserID()
        let grant = try call.grant(WriteMembership.self, by: try store.policy(of: user))
        let membership = try attributes.newMembership(of: user, in: grant.realm)
        if let org = membership.org, try !store.hasOrg(org, grant) { throw Failure.notFound }
        let request = try call.input.annotation(root: "membership")
        try attributes.check()
        try store.transaction { store in
            try store.insert(membership, grant)
            try store.record(
                .membershipCreated, of: membership.subject, in: grant.policy.account, request: request)
        }
        return .json(membership.representation(), status: 201)
    }

    static func update(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(MembershipID.self)
        let grant = try call.grant(WriteMembership.self, by: try store.policy(of: id))
        let attributes = try call.input.attributes(root: "membership")
        let request = try call.input.annotation(root: "membership")
        let membership = try store.transaction { store in
            let membership = try attributes.applied(to: try found(try store.lockedMembership(id, grant)))
            try store.update(membership, grant)
            try store.record(
                .membershipUpdated, of: membership.subject, in: grant.policy.account, request: request)
            return membership
        }
        return .json(membership.representation())
    }

    static func delete(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.identifier(MembershipID.self)
        let grant = try call.grant(WriteMembership.self, by: try store.policy(of: id))
        let membership = try found(try store.membership(id, grant))
        let request = try call.input.annotation(root: "membership")
        try store.transaction { store in
            guard try store.delete(id, grant) else { throw Failure.notFound }
            try store.record(
                .membershipDeleted, of: membership.subject, in: grant.policy.account, request: request)
        }
        return .empty()
    }
}
