public import Credentials
import MariaDB
import Secrets

extension Store {
    /// Adds an organization with a data key of its own, and with what each begins with.
    public mutating func insert(_ organization: Organization) throws {
        let agent = Organization.builtInAgent(at: .now)
        let task = Organization.verifyLogin(by: agent)
        let wrapped = try keyring.wrap(
            DataKey(id: IdentifierGenerator.shared.next()), scope: organization.id.number)
        try transaction { store in
            try store.session.execute(
                "INSERT INTO organizations (id, name) VALUES (\(organization.id), \(organization.name))")
            try store.session.execute(
                """
                INSERT INTO organization_keys (organization_id, id, master_key, wrapped)
                VALUES (\(organization.id), \(DataKeyID(number: wrapped.id)), \(wrapped.masterKeyID), \(wrapped.bytes))
                """)
            try store.insert(agent, in: organization.id)
            try store.insert(task, in: organization.id)
        }
    }

    /// The organization with that id.
    public mutating func organization(_ id: OrganizationID) throws -> Organization? {
        try session.first("SELECT id, name FROM organizations WHERE id = \(id)", Organization.init(row:))
    }

    /// All of them, oldest first.
    public mutating func organizations() throws -> [Organization] {
        try session.rows("SELECT id, name FROM organizations ORDER BY id", Organization.init(row:))
    }

    /// The key that seals an organization's own secrets.
    ///
    /// - Throws: ``StoreFailure/missingDataKey``.
    mutating func dataKey(of organization: OrganizationID) throws -> DataKey {
        let wrapped = try session.first(
            "SELECT id, master_key, wrapped FROM organization_keys WHERE organization_id = \(organization)",
            WrappedKey.init(row:))
        guard let wrapped else { throw StoreFailure.missingDataKey }
        return try keyring.unwrap(wrapped, scope: organization.number)
    }
}

extension Organization {
    fileprivate init(row: Row) throws {
        self.init(id: try row("id"), name: try row("name"))
    }
}
