/// Owner of everything in `/v2`; organizations see nothing of each other (deck-v2.md section 12, U24).
public struct Organization: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "org_"

    /// The organization's id; only operators see it.
    public let id: OrganizationID
    /// What its owners call it.
    public let name: String

    /// Describes an organization.
    public init(id: OrganizationID, name: String) {
        self.id = id
        self.name = name
    }
}

/// The id of an organization, `org_…`.
public typealias OrganizationID = Identifier<Organization>
