import Credentials
import MariaDB

extension Deployment {
    // Organizations have 20 sources, these 20 credentials, these 2 runs.
    static let runCrowd = [
        """
        INSERT INTO sources (id, organization_id, url, updated_at)
        SELECT \(id("seq")), \(id("seq MOD 20 + 1")), 'https://example.com', UTC_TIMESTAMP FROM seq_1_to_400
        """,
        """
        INSERT INTO vault_credentials (id, organization_id, source_id, auth_method, status, external_id, version, updated_at)
        SELECT \(id("seq")), \(id("seq MOD 400 MOD 20 + 1")), \(id("seq MOD 400 + 1")), 'none', 'verified', 'x', 1,
            UTC_TIMESTAMP FROM seq_1_to_8000
        """,
        "INSERT INTO credential_keys SELECT id, id, 'm', 'w' FROM vault_credentials",
        """
        INSERT INTO vault_sessions (id, organization_id, status, idle_until, updated_at)
        SELECT \(id("seq")), \(id("seq MOD 20 + 1")), IF(seq MOD 100, 'completed', 'idle'),
            IF(seq MOD 100, NULL, UTC_TIMESTAMP), UTC_TIMESTAMP FROM seq_1_to_8000
        """,
        """
        INSERT INTO task_runs (id, organization_id, task_id, agent_id, source_id, credential_id, session_id, status, lane,
            busy_lane, claimable, errors, timeout_seconds, lease_digest, lease_expires_at, lease_seconds, worker_key_id,
            next_expiry_at, updated_at)
        SELECT \(id("seq")), \(id("seq MOD 8000 MOD 20 + 1")), \(id("seq MOD 8000 + 1")), \(id("seq MOD 400 + 1")),
            \(id("seq MOD 400 + 1")), \(id("seq MOD 8000 + 1")), \(id("seq MOD 8000 + 1")),
            IF(seq MOD 100, 'completed', 'running'), \(id("seq")), IF(seq MOD 100, NULL, \(id("seq"))), FALSE, '[]', 60,
            REPEAT('d', 32), UTC_TIMESTAMP, 60, \(id("1")), IF(seq MOD 100, NULL, UTC_TIMESTAMP), UTC_TIMESTAMP
        FROM seq_1_to_16000
        """,
        """
        INSERT INTO vault_keys (id, name, digest, organization_id, permission)
        SELECT \(id("seq")), 'x', UNHEX(SHA2(seq, 256)), \(id("seq MOD 20 + 1")), 'write' FROM seq_1_to_2000
        """,
        """
        INSERT INTO worker_organizations
        SELECT \(id("keys.seq")), \(id("organizations.seq"))
        FROM seq_1_to_2000 AS `keys`, seq_1_to_20 AS organizations
        """,
        "INSERT INTO organization_keys SELECT id, id, 'm', 'w' FROM organizations",
        "INSERT INTO request_windows SELECT id, UTC_TIMESTAMP, 1 FROM organizations",
        """
        INSERT INTO idempotency_records (organization_id, key_digest, request_digest, status, created_at)
        SELECT \(id("seq MOD 20 + 1")), UNHEX(SHA2(seq, 256)), UNHEX(SHA2(seq, 256)), 201,
            UTC_TIMESTAMP - INTERVAL seq * 11 SECOND FROM seq_1_to_8000
        """,
    ]

    static let mainSource = SourceID(number: 20_001)
    static let rareSource = SourceID(number: 20_003)
    static let busyCredential = VaultCredentialID(number: 20_001)
    static let queuedCredential = VaultCredentialID(number: 20_003)
    static let longSession = VaultSessionID(number: 20_001)

    /// Gives an organization 3,000 credentials, nearly all alike, and 3,000 runs of its one task in one session: most of
    /// them of one credential and completed, a thousand of another and waiting.
    func fillRuns(_ organization: OrganizationID) throws {
        let agent = try builtInAgent(of: organization)
        let task = try verifyLogin(of: organization)
        for source in [Self.mainSource, Self.rareSource] {
            try execute(
                """
                INSERT INTO sources (id, organization_id, url, updated_at)
                VALUES (\(source), \(organization), 'https://example.com', UTC_TIMESTAMP)
                """)
        }
        try execute(
            """
            INSERT INTO vault_credentials (id, organization_id, source_id, auth_method, status, external_id, version,
                updated_at)
            SELECT \(raw: Self.runNumber), \(organization), \(Self.mainSource), 'none', 'verified', 'tenant', 1,
                UTC_TIMESTAMP FROM seq_20001_to_23000
            """)
        try execute(
            """
            INSERT INTO vault_sessions (id, organization_id, status, updated_at)
            VALUES (\(Self.longSession), \(organization), 'idle', UTC_TIMESTAMP)
            """)
        try execute(
            """
            INSERT INTO task_runs (id, organization_id, task_id, agent_id, source_id, credential_id, session_id, status,
                lane, claimable, errors, timeout_seconds, updated_at)
            SELECT \(raw: Self.runNumber), \(organization), \(task), \(agent), \(Self.mainSource),
                IF(seq > 22000, \(Self.queuedCredential), \(Self.busyCredential)), \(Self.longSession),
                IF(seq > 22000, 'queued', 'completed'), \(raw: Self.runNumber), seq > 22000, '[]', 60, UTC_TIMESTAMP
            FROM seq_20001_to_23000
            """)
        try execute(
            """
            INSERT INTO idempotency_records (organization_id, key_digest, request_digest, credential_id, status, created_at)
            SELECT \(organization), UNHEX(SHA2(seq, 256)), UNHEX(SHA2(seq, 256)), \(Self.busyCredential), 201,
                UTC_TIMESTAMP FROM seq_20001_to_23000
            """)
    }

    private static let runNumber: StaticString = "UNHEX(CONCAT(IF(seq MOD 2, '0', 'F'), LPAD(HEX(seq), 31, '0')))"
}
