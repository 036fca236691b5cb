import Credentials
import MariaDB
import Store
import Testing

extension Deployment {
    // Organizations have 20 agents, agents 20 tasks.
    static let vaultCrowd = [
        "INSERT INTO organizations (id, name) SELECT \(id("seq")), 'x' FROM seq_1_to_20",
        """
        INSERT INTO agents (id, organization_id, name, updated_at)
        SELECT \(id("seq")), \(id("seq MOD 20 + 1")), 'a', UTC_TIMESTAMP FROM seq_1_to_400
        """,
        """
        INSERT INTO tasks (id, organization_id, agent_id, name, timeout_seconds, status, updated_at)
        SELECT \(id("seq")), \(id("seq MOD 400 MOD 20 + 1")), \(id("seq MOD 400 + 1")), 't', 60, 'live', UTC_TIMESTAMP
        FROM seq_1_to_8000
        """,
    ]

    /// Adds an organization.
    func newOrganization() throws -> OrganizationID {
        var store = try store()
        let organization = Organization(id: new(), name: "Acme")
        try store.insert(organization)
        return organization.id
    }

    /// Proof of leave to do something in an organization.
    func grant<Asked: VaultOperation>(
        _: Asked.Type = Asked.self, in organization: OrganizationID
    ) throws -> VaultGrant<Asked> {
        try VaultCaller(key: new(), reach: .organization(organization, .write)).grant(Asked.self)
    }

    /// The agent that an organization began with.
    func builtInAgent(of organization: OrganizationID) throws -> AgentID {
        let agents: [AgentID] = try column(
            "id",
            "SELECT id FROM agents WHERE organization_id = \(organization) ORDER BY name = 'Built-in' DESC LIMIT 1")
        return try #require(agents.first)
    }

    /// The task that an organization began with.
    func verifyLogin(of organization: OrganizationID) throws -> VaultTaskID {
        let tasks: [VaultTaskID] = try column(
            "id", "SELECT id FROM tasks WHERE organization_id = \(organization) AND status = 'live' LIMIT 1")
        return try #require(tasks.first)
    }

    /// Makes an organization a big one: 400 agents more, of which 380 are deleted, and 400 tasks of the one it had,
    /// none of which are ready.
    func fill(_ organization: OrganizationID) throws {
        let agent = try builtInAgent(of: organization)
        try execute(
            """
            INSERT INTO agents (id, organization_id, name, updated_at, deleted)
            SELECT \(raw: Self.ownNumber), \(organization), 'a', UTC_TIMESTAMP, seq > 10020 FROM seq_10001_to_10400
            """)
        try execute(
            """
            INSERT INTO tasks (id, organization_id, agent_id, name, timeout_seconds, status, updated_at)
            SELECT \(raw: Self.ownNumber), \(organization), \(agent), 't', 60, 'learning', UTC_TIMESTAMP
            FROM seq_10001_to_10400
            """)
    }

    static let ownNumber: StaticString = "UNHEX(CONCAT(IF(seq MOD 2, '0', 'F'), LPAD(HEX(seq), 31, '0')))"
}
