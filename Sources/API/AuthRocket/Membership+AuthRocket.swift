import Credentials
import JSON

extension Membership {
    /// What an event about the membership shows.
    var subject: Event.Subject { Event.Subject(realm: realm, user: user, org: org, membership: id) }

    /// The membership as `/v1` shows it (authrocket-v1.md section 11).
    ///
    /// - Parameter embedded: what is shown with it.
    func representation(with embedded: ShownMembers = [:]) -> JSONObject {
        let members: ShownMembers = [
            "custom": .object(custom),
            "expires_at": expiresAt.map { .whole($0) } ?? .null,
            "org_id": org.map { JSON($0) } ?? .null,
            "permissions": JSON(permissions),
            "user_id": JSON(user),
        ]
        return API.representation(id.description, "membership", members + embedded)
    }
}

extension UserMembership {
    /// The membership with its org.
    func representation(custom showsCustom: Bool) -> JSONObject {
        membership.representation(with: ["org": org.map { .object($0.representation(custom: showsCustom)) } ?? .null])
    }
}

extension OrgMember {
    /// The membership with its user.
    func representation(custom showsCustom: Bool) -> JSONObject {
        membership.representation(with: ["user": .object(user.listed(custom: showsCustom))])
    }
}

extension Attributes {
    /// The user for whom something is to be made.
    ///
    /// - Throws: `invalid` when there is none, `notFound` for what is no user's id (section 17, decision 16).
    mutating func requiredUserID() throws(Failure) -> UserID {
        let user = text("user_id").blankAsNull.value
        if user == nil { requirePresence("user_id") }
        try check()
        return try found(user.flatMap(UserID.init))
    }

    /// A new membership of a user; what is wrong with it is noted.
    ///
    /// - Throws: `notFound` for what is no org's id.
    mutating func newMembership(of user: UserID, in realm: RealmID) throws(Failure) -> Membership {
        var org: OrgID?
        if let named = text("org_id").blankAsNull.value { org = try found(OrgID(named)) }
        var membership = Membership(id: IdentifierGenerator.shared.next(), realm: realm, user: user, org: org)
        apply(to: &membership)
        return membership
    }

    /// The membership as the attributes want it; user and org stay what they are.
    ///
    /// - Throws: `invalid`.
    func applied(to membership: Membership) throws(Failure) -> Membership {
        var (attributes, membership) = (self, membership)
        attributes.refuseChange(of: "user_id", from: membership.user)
        attributes.refuseChange(of: "org_id", from: membership.org)
        attributes.apply(to: &membership)
        try attributes.check()
        return membership
    }

    private mutating func apply(to membership: inout Membership) {
        if let permissions = permissions("permissions").replacing(nullWith: []) { membership.permissions = permissions }
        time("expires_at").apply(to: &membership.expiresAt)
        if let custom = object("custom").replacing(nullWith: [:]) { membership.custom = custom }
    }

    private mutating func refuseChange<Kind>(of name: String, from id: Identifier<Kind>?) {
        switch text(name).blankAsNull {
        case .absent: return
        case .null where id == nil: return
        case .value(let text) where id != nil && Identifier<Kind>(text) == id: return
        default: refuse(name, "\(humanized(name)) can't be changed")
        }
    }

    /// An array of permissions, or one text of them with commas or white space between; blank ones count as absent.
    private mutating func permissions(_ name: String) -> Field<[MembershipPermission]> {
        let words: [String]
        switch values[name] {
        case nil: return .absent
        case .null?: return .null
        case .text(let text)?: words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
        case .array(let items)? where items.allSatisfy { $0.text != nil }: words = items.compactMap(\.text)
        default:
            refuse(name)
            return .absent
        }
        return checked(words.filter { !$0.isEmpty }, name)
    }

    private mutating func checked(_ words: [String], _ name: String) -> Field<[MembershipPermission]> {
        let permissions = words.compactMap(MembershipPermission.init(rawValue:))
        var seen: Set<MembershipPermission> = []
        let distinct = permissions.filter { seen.insert($0).inserted }
        if permissions.count < words.count {
            refuse(name)
        } else if distinct.count > Membership.maximumPermissions {
            refuse(name, "\(humanized(name)) is too long (maximum is \(Membership.maximumPermissions) permissions)")
        }
        return .value(distinct)
    }
}
