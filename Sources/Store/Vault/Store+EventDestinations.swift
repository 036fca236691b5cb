public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Adds a destination.
    ///
    /// - Throws: ``Conflict/eventDestinationLimit`` when the organization has as many as it may.
    public mutating func insert(
        _ destination: EventDestination, _ grant: VaultGrant<WriteEventDestination>
    ) throws {
        // Locked, so that two at once cannot both be the last.
        let others = try session.rows(
            "SELECT id FROM event_destinations WHERE organization_id = \(grant.organization) FOR UPDATE"
        ) { try $0("id", as: EventDestinationID.self) }
        guard others.count < EventDestination.maximumCount else { throw Conflict.eventDestinationLimit }
        let sealed = try SealedDestination(destination, under: try dataKey(of: grant.organization))
        try session.execute(
            """
            INSERT INTO event_destinations (id, organization_id, name, status, event_types, url, custom_headers, secret,
                former_secret, former_secret_until, updated_at)
            VALUES (\(destination.id), \(grant.organization), \(destination.name), \(destination.status),
                \(TextList(destination.types)), \(sealed.url), \(sealed.headers), \(sealed.secret), \(sealed.former),
                \(destination.former?.end), \(destination.updatedAt))
            """)
    }

    /// The destination with that id.
    public mutating func eventDestination(
        _ id: EventDestinationID, _ grant: VaultGrant<some VaultOperation>
    ) throws -> EventDestination? {
        try eventDestination(where: "id = \(id) AND organization_id = \(grant.organization)")
    }

    /// The same, locked against other writers until the transaction ends.
    public mutating func lockedEventDestination(
        _ id: EventDestinationID, _ grant: VaultGrant<WriteEventDestination>
    ) throws -> EventDestination? {
        try eventDestination(where: "id = \(id) AND organization_id = \(grant.organization) FOR UPDATE")
    }

    /// The destinations of the organization, newest first.
    public mutating func eventDestinations(
        _ page: PageRequest<EventDestinationID, Void>, _ grant: VaultGrant<ReadEventDestination>
    ) throws -> Page<EventDestination> {
        let rows = try session.rows(
            """
            SELECT \(raw: EventDestinationRow.columns) FROM event_destinations IGNORE INDEX (PRIMARY)
            WHERE organization_id = \(grant.organization) \(fragment: SortColumn.idTail(of: page))
            """, EventDestinationRow.init)
        let key = try dataKey(of: grant.organization)
        return Page(try rows.map { try $0.opened(with: key) }, limit: page.limit)
    }

    /// Writes a changed destination over what it was, secrets included. What an inactive one was still to be told is
    /// called off.
    public mutating func update(
        _ destination: EventDestination, _ grant: VaultGrant<WriteEventDestination>
    ) throws {
        let sealed = try SealedDestination(destination, under: try dataKey(of: grant.organization))
        try session.execute(
            """
            UPDATE event_destinations SET name = \(destination.name), status = \(destination.status),
                event_types = \(TextList(destination.types)), url = \(sealed.url), custom_headers = \(sealed.headers),
                secret = \(sealed.secret), former_secret = \(sealed.former),
                former_secret_until = \(destination.former?.end), updated_at = \(destination.updatedAt)
            WHERE id = \(destination.id) AND organization_id = \(grant.organization)
            """)
        if destination.status == .inactive { try callOffDeliveries(to: destination.id) }
    }

    /// Deletes a destination; what it was still to be told is called off.
    public mutating func delete(
        _ destination: EventDestinationID, _ grant: VaultGrant<WriteEventDestination>
    ) throws {
        try session.execute(
            "DELETE FROM event_destinations WHERE id = \(destination) AND organization_id = \(grant.organization)")
        try callOffDeliveries(to: destination)
    }

    /// Forgets replaced secrets that sign no more, a bounded number of them.
    ///
    /// - Returns: how many were forgotten.
    public mutating func sweepFormerSecrets(at now: Timestamp, limit: Int) throws -> Int {
        try session.execute(
            """
            UPDATE event_destinations SET former_secret = NULL, former_secret_until = NULL
            WHERE former_secret_until <= \(now) ORDER BY former_secret_until LIMIT \(limit)
            """)
    }

    mutating func eventDestination(where condition: SQL) throws -> EventDestination? {
        let row = try session.first(
            "SELECT \(raw: EventDestinationRow.columns) FROM event_destinations WHERE \(fragment: condition)",
            EventDestinationRow.init)
        return try row.map { try $0.opened(with: try dataKey(of: $0.organization)) }
    }
}
