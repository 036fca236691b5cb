public import JSON

/// What a login token tells of a membership (authrocket-v1.md section 12.2, claim `m`).
public struct MembershipClaim: Sendable, Equatable {
    /// The org; `nil` for the membership without one.
    public let org: OrgID?
    /// What the org is called.
    public let orgName: String?
    /// What the app keeps with the org.
    public let orgCustom: JSONObject
    /// What the user may do.
    public let permissions: [String]
    /// What the app keeps with the membership.
    public let custom: JSONObject

    /// Describes a membership.
    public init(
        org: OrgID?, orgName: String?, orgCustom: JSONObject, permissions: [String], custom: JSONObject
    ) {
        self.org = org
        self.orgName = orgName
        self.orgCustom = orgCustom
        self.permissions = permissions
        self.custom = custom
    }

    /// The claim, as far as the realm's tokens carry it: ids and names of orgs with `orgs`, custom attributes with `custom`.
    func object(_ fields: [JWTField]) -> JSONObject {
        var object: JSONObject = [:]
        if fields.contains(.orgs), let org, let orgName {
            object["oid"] = .text(org.description)
            object["o"] = .text(orgName)
            if fields.contains(.custom) { object["ocs"] = .object(orgCustom) }
        }
        object["p"] = .array(permissions.map(JSON.text))
        if fields.contains(.custom) { object["cs"] = .object(custom) }
        return object
    }
}
