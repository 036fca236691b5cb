public import Credentials
import MariaDB

/// What a list of vault credentials may be narrowed down to; several values of one kind are alternatives.
public struct VaultCredentialFilter: Sendable {
    /// Only credentials of these sources; empty is all.
    public var sources: [SourceID] = []
    /// Only credentials that stand there; empty is all.
    public var statuses: [VaultCredentialStatus] = []
    /// Only credentials that the app calls so.
    public var externalID: String?

    /// Lets everything through.
    public init() {}
}

extension VaultCredentialFilter {
    /// The index that each part of the list is one range of.
    ///
    /// Named in the statement, because what the server's statistics make it choose may read a whole organization.
    var index: StaticString {
        switch (externalID, sources.isEmpty) {
        case (_?, true): "vault_credentials_by_external_id"
        case (_?, false): "vault_credentials_by_external_id_and_source"
        case (nil, false): "vault_credentials_source"
        case (nil, true): statuses.isEmpty ? "vault_credentials_organization" : "vault_credentials_status"
        }
    }

    /// A condition for each range of the index that the list is made of.
    func parts(of organization: OrganizationID) -> [SQL] {
        let own: SQL = "organization_id = \(organization)"
        if externalID == nil, sources.isEmpty, statuses.isEmpty { return [own] }
        let name = externalID.map { "external_id = \($0)" as SQL }
        let sites: [SQL?] = sources.isEmpty ? [nil] : sources.map { "source_id = \($0)" }
        return sites.flatMap { site in
            (statuses.isEmpty ? VaultCredentialStatus.allCases : statuses).map { status in
                "\(fragment: own) \(fragment: .and(name, site, "status = \(status)"))"
            }
        }
    }
}
