import Credentials
import JSON

extension Org {
    /// What an event about the org shows.
    var subject: Event.Subject { Event.Subject(realm: realm, org: id) }

    /// The org as `/v1` shows it (authrocket-v1.md section 11).
    ///
    /// - Parameter memberships: what was asked to be shown of them; `nil` for nothing.
    func representation(custom showsCustom: Bool, memberships: [JSON]? = nil) -> JSONObject {
        API.representation(
            id.description, "org",
            [
                "created_at": .precise(id.createdAt),
                "custom": showsCustom ? .object(custom) : nil,
                "memberships": memberships.map { .array($0) },
                "name": .text(name),
                "realm_id": JSON(realm),
                "reference": JSON(reference),
                "state": JSON(state),
            ])
    }
}

extension Attributes {
    /// A new org of the realm; what is wrong with it is noted.
    mutating func newOrg(in realm: RealmID) -> Org {
        var org = Org(id: IdentifierGenerator.shared.next(), realm: realm, name: "")
        if values["name"] == nil { requirePresence("name") }
        apply(to: &org)
        return org
    }

    /// The org as the attributes want it.
    ///
    /// - Throws: `invalid`.
    func applied(to org: Org) throws(Failure) -> Org {
        var (attributes, org) = (self, org)
        attributes.apply(to: &org)
        try attributes.check()
        return org
    }

    private mutating func apply(to org: inout Org) {
        applyName(to: &org.name)
        org.state = word("state") ?? org.state
        textOrInteger("reference").blankAsNull.apply(to: &org.reference)
        if let custom = object("custom").replacing(nullWith: [:]) { org.custom = custom }
    }
}
