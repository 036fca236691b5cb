public import Credentials
import MariaDB

/// What a list of events may be narrowed down to.
public struct VaultEventFilter: Sendable {
    /// Only events of these types; empty is all.
    public var types: [VaultEventType] = []
    /// Only events of that time or later.
    public var createdAfter: Timestamp?
    /// Only events from before that time.
    public var createdBefore: Timestamp?

    /// Lets everything through.
    public init() {}
}

extension VaultEventFilter {
    /// A condition for each range of an index that the list is made of.
    func parts(of organization: OrganizationID) -> [SQL] {
        let own: SQL = "organization_id = \(organization)"
        let time = SQL.and(
            createdAfter.map { "id >= \(VaultEventID.lowest(at: $0))" },
            createdBefore.map { "id < \(VaultEventID.lowest(at: $0))" })
        guard !types.isEmpty else { return ["\(fragment: own) \(fragment: time)"] }
        return types.map { "\(fragment: own) AND event_type = \($0) \(fragment: time)" }
    }
}
