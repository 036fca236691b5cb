public import Credentials
public import JSON
import MariaDB

extension Store {
    /// Notes an event of `/v2`; to be called in the transaction of what it reports.
    public mutating func record(_ type: VaultEventType, _ data: JSONObject, in organization: OrganizationID) throws {
        let id: VaultEventID = IdentifierGenerator.shared.next()
        try session.execute(
            """
            INSERT INTO vault_events (id, organization_id, event_type, data)
            VALUES (\(id), \(organization), \(type), \(data))
            """)
    }
}
