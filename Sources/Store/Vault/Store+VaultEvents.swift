public import Credentials
public import JSON
import MariaDB

extension Store {
    /// How long events and what was delivered of them are kept, in seconds (deck-v2.md section 7.1).
    public static var eventLifetime: Int { 30 * 86_400 }

    /// Notes an event of `/v2` and that every active destination concerned is to be told of it; to be called in the
    /// transaction of what it reports.
    public mutating func record(_ type: VaultEventType, _ data: JSONObject, in organization: OrganizationID) throws {
        let id: VaultEventID = IdentifierGenerator.shared.next()
        try session.execute(
            """
            INSERT INTO vault_events (id, organization_id, event_type, data)
            VALUES (\(id), \(organization), \(type), \(data))
            """)
        try insertDeliveries(of: id, type, in: organization)
    }

    /// The event with that id.
    public mutating func event(_ id: VaultEventID, _ grant: VaultGrant<ReadVaultEvent>) throws -> VaultEvent? {
        try session.first(
            """
            SELECT \(raw: vaultEventColumns) FROM vault_events
            WHERE id = \(id) AND organization_id = \(grant.organization)
            """, VaultEvent.init(row:))
    }

    /// The events of the organization, newest first.
    public mutating func events(
        _ filter: VaultEventFilter, _ page: PageRequest<VaultEventID, Void>, _ grant: VaultGrant<ReadVaultEvent>
    ) throws -> Page<VaultEvent> {
        let select: SQL = "SELECT \(raw: vaultEventColumns) FROM vault_events IGNORE INDEX (PRIMARY)"
        let rows = try session.rows(
            .newestFirst(select, parts: filter.parts(of: grant.organization), page), VaultEvent.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Deletes events that are kept no longer, a bounded number of them.
    ///
    /// - Returns: how many were deleted.
    public mutating func sweepVaultEvents(at now: Timestamp, limit: Int) throws -> Int {
        let end = VaultEventID.lowest(at: now.adding(seconds: -Self.eventLifetime))
        return try session.execute("DELETE FROM vault_events WHERE id < \(end) ORDER BY id LIMIT \(limit)")
    }
}

let vaultEventColumns: StaticString = "id, event_type, data"

extension VaultEvent {
    init(row: Row) throws {
        self.init(id: try row("id"), type: try row("event_type"), data: try row("data"))
    }
}
