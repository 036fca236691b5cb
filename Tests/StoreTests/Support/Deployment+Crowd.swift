import Credentials
import MariaDB
import TestDatabase

extension Deployment {
    /// Fills all tables with so much of other people's data that a scan costs more than an index, and tells the optimizer.
    func fill() throws {
        var session = try database.session()
        try session.runScript("SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin")
        let scripts = Self.crowd + Self.vaultCrowd + Self.runCrowd + Self.eventCrowd
        for script in scripts { try session.runScript(script) }
        try fillRealm(&session)
        let tables = try session.rows(
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()"
        ) { try $0("name", as: String.self) }
        for table in tables { _ = try session.rows(SQL(stringLiteral: "ANALYZE TABLE `\(table)`")) { _ in } }
    }

    /// Makes the realm itself a big one too: 400 users, each with a link and two events, and 10,000 more.
    private func fillRealm(_ session: inout Session) throws {
        try session.execute(
            """
            INSERT INTO users SELECT \(raw: Self.ownID), \(realm), 'human', 'active', CONCAT('o', seq),
                CONCAT('o', seq, '@x'), CONCAT('o', seq, '@x'), 'none', NULL, NULL, CONCAT('n', seq), CONCAT('ref', seq), '{}'
            FROM seq_10001_to_10400
            """)
        try session.execute(
            """
            INSERT INTO users (id, realm_id, user_type, state, username, email, email_verification, name, custom)
            SELECT \(raw: Self.ownID), \(realm), 'human', 'active', CONCAT('p', seq), CONCAT('p', seq), 'none', seq, '{}'
            FROM seq_20001_to_30000
            """)
        try session.execute(
            """
            INSERT INTO credentials (id, realm_id, user_id, credential_type, provider_user_id, api_key)
            SELECT \(raw: Self.ownCredentialID), \(realm), \(raw: Self.ownID), 'google', seq, 'k' FROM seq_10001_to_10400
            """)
        try session.execute(
            """
            INSERT INTO events (id, account_id, realm_id, subject_realm_id, event_type, user_id, auth_provider_id, request)
            SELECT \(raw: Self.ownEventID), \(account), \(realm), \(realm), 'user.created',
                \(raw: Self.ownEventUser), NULL, '{}'
            FROM seq_10001_to_10400, seq_0_to_1 AS twice
            """)
        try fillOrgs(&session)
    }

    /// The realm's 400 orgs: one has all the users, and one user is in all of them.
    private func fillOrgs(_ session: inout Session) throws {
        try session.execute(
            """
            INSERT INTO orgs (id, realm_id, state, name, reference, custom)
            SELECT \(raw: Self.ownID), \(realm), 'active', CONCAT('n', seq), CONCAT('ref', seq), '{}'
            FROM seq_10001_to_10400
            """)
        try session.execute(
            """
            INSERT INTO memberships (id, realm_id, user_id, org_id, scope_id, permissions, custom, expires_at)
            SELECT \(raw: Self.ownCredentialID), \(realm), \(raw: Self.ownID), \(Self.largeOrg), \(Self.largeOrg), '[]',
                '{}', NULL
            FROM (SELECT seq FROM seq_10001_to_10400 UNION ALL SELECT seq FROM seq_20001_to_30000) AS own
            """)
        try session.execute(
            """
            INSERT INTO memberships (id, realm_id, user_id, org_id, scope_id, permissions, custom, expires_at)
            SELECT \(raw: Self.ownMembershipID), \(realm), \(Self.busyUser), \(raw: Self.ownID), \(raw: Self.ownID), '[]',
                '{}', NULL
            FROM seq_10002_to_10400
            """)
    }

    static let largeOrg = OrgID(number: 10_001)
    static let smallOrg = OrgID(number: 10_003)
    static let busyUser = UserID(number: 10_001)

    private static let ownID: StaticString = "UNHEX(CONCAT(IF(seq MOD 2, '0', 'F'), LPAD(HEX(seq), 31, '0')))"
    private static let ownEventUser: StaticString =
        "UNHEX(CONCAT(IF(seq_10001_to_10400.seq MOD 2, '0', 'F'), LPAD(HEX(seq_10001_to_10400.seq), 31, '0')))"
    private static let ownCredentialID: StaticString =
        "UNHEX(CONCAT(IF(seq MOD 2, '0', 'F'), LPAD(HEX(100000 + seq), 31, '0')))"
    private static let ownMembershipID: StaticString =
        "UNHEX(CONCAT(IF(seq MOD 2, '0', 'F'), LPAD(HEX(300000 + seq), 31, '0')))"
    private static let ownEventID: StaticString =
        "UNHEX(CONCAT(IF(twice.seq, '0', 'F'), LPAD(HEX(200000 + seq_10001_to_10400.seq), 31, '0')))"

    // Accounts have 20 realms, realms 20 users and 20 orgs, users 3 credentials, 2 memberships and 2 events.
    private static let crowd = [
        "INSERT INTO accounts SELECT \(id("seq")), 'x' FROM seq_1_to_20",
        """
        INSERT INTO realms SELECT \(id("seq")), \(id("(seq - 1) DIV 20 + 1")), CONCAT('r', seq), 'active',
            CONCAT('ref', seq), '{}', 'standard', 1, NULL, 'encrypt', 'hs256', '[]', 'managed', 360, 0, '[]', FALSE
        FROM seq_1_to_400
        """,
        "INSERT INTO realm_tombstones SELECT \(id("seq")), \(id("seq MOD 20 + 1")), UTC_TIMESTAMP FROM seq_1_to_2000",
        """
        INSERT INTO access_keys SELECT \(id("seq")), \(id("seq MOD 20 + 1")), \(id("seq MOD 400 + 1")), 'k',
            'read', seq MOD 2, UNHEX(SHA2(seq, 256)), NULL FROM seq_1_to_4000
        """,
        "INSERT INTO data_keys SELECT \(id("seq")), \(id("seq")), 'realm', 'm', 'w' FROM seq_1_to_400",
        "INSERT INTO data_keys SELECT \(id("400 + seq")), \(id("seq")), 'api_keys', 'm', 'w' FROM seq_1_to_400",
        """
        INSERT INTO jwt_keys SELECT \(id("seq")), \(id("seq MOD 400 + 1")), 'hs256', 's', NULL, NULL
        FROM seq_1_to_2000
        """,
        """
        INSERT INTO users SELECT \(id("seq")), \(id("seq MOD 400 + 1")), IF(seq MOD 2, 'human', 'api'), 'active',
            CONCAT('u', seq), CONCAT('u', seq, '@x'), CONCAT('u', seq, '@x'), 'none', NULL, NULL, CONCAT('n', seq),
            CONCAT('ref', seq), '{}' FROM seq_1_to_8000
        """,
        """
        INSERT INTO auth_providers (id, realm_id, provider_type, sole_type, name, state)
        SELECT \(id("seq")), \(id("seq MOD 400 + 1")), ELT(seq DIV 400 + 1, 'password', 'totp', 'google', 'github'),
            ELT(seq DIV 400 + 1, 'password', 'totp', 'google', 'github'), 'p', 'active' FROM seq_0_to_1599
        """,
        """
        INSERT INTO credentials (id, realm_id, user_id, credential_type, password_user_id, api_key_version, api_key_digest,
            api_key, auth_provider_id, provider_user_id)
        SELECT \(id("seq")), \(id("seq MOD 400 + 1")), \(id("seq MOD 8000 + 1")), 'google', NULL, 1,
            UNHEX(SHA2(seq, 256)), 'k', \(id("800 + seq MOD 400")), seq FROM seq_0_to_23999
        """,
        """
        INSERT INTO sessions (id, realm_id, user_id, expires_at, request)
        SELECT \(id("seq")), \(id("seq MOD 8000 MOD 400 + 1")), \(id("seq MOD 8000 + 1")),
            UTC_TIMESTAMP + INTERVAL CAST(seq AS SIGNED) - 100 MINUTE, '{}' FROM seq_0_to_15999
        """,
        "INSERT INTO user_logins (user_id, last_login_at) SELECT id, UTC_TIMESTAMP FROM users",
        """
        INSERT INTO one_time_tokens (digest, realm_id, user_id, purpose, expires_at)
        SELECT UNHEX(SHA2(seq, 256)), \(id("seq MOD 8000 MOD 400 + 1")), \(id("seq MOD 8000 + 1")),
            ELT(seq MOD 3 + 1, 'login', 'password', 'email'), UTC_TIMESTAMP - INTERVAL 100 MINUTE + INTERVAL seq MINUTE
        FROM seq_0_to_15999
        """,
        """
        INSERT INTO login_failures_by_user (user_id, source, failures, first_failure_at)
        SELECT \(id("seq MOD 8000 + 1")), UNHEX(SHA2(seq, 256)), 1, UTC_TIMESTAMP - INTERVAL seq SECOND
        FROM seq_0_to_15999
        """,
        """
        INSERT INTO login_failures_by_source (realm_id, source, failures, first_failure_at)
        SELECT \(id("seq MOD 400 + 1")), UNHEX(SHA2(seq, 256)), 1, UTC_TIMESTAMP - INTERVAL seq SECOND
        FROM seq_0_to_15999
        """,
        """
        INSERT INTO orgs (id, realm_id, state, name, reference, custom)
        SELECT \(id("seq")), \(id("seq MOD 400 + 1")), 'active', CONCAT('n', seq), CONCAT('ref', seq), '{}'
        FROM seq_1_to_8000
        """,
        """
        INSERT INTO memberships (id, realm_id, user_id, org_id, scope_id, permissions, custom, expires_at)
        SELECT \(id("seq")), \(id("seq MOD 400 + 1")), \(id("seq MOD 8000 + 1")),
            \(id("(seq MOD 8000 + seq DIV 8000 * 400) MOD 8000 + 1")), \(id("(seq MOD 8000 + seq DIV 8000 * 400) MOD 8000 + 1")),
            '[]', '{}', IF(seq MOD 100, NULL, '2020-01-01') FROM seq_0_to_15999
        """,
        """
        INSERT INTO user_imports (realm_id, file_digest, byte_offset, line, created, refused, report_length, report_end)
        SELECT \(id("seq MOD 400 + 1")), UNHEX(SHA2(seq, 256)), 1, 1, 1, 0, NULL, '' FROM seq_1_to_4000
        """,
        "INSERT INTO totp_guards SELECT \(id("seq")), 0, 0, NULL, NULL FROM seq_0_to_3999",
        """
        INSERT INTO events (id, account_id, realm_id, subject_realm_id, event_type, user_id, auth_provider_id, request)
        SELECT \(id("seq")), \(id("seq MOD 400 DIV 20 + 1")), \(id("seq MOD 400 + 1")),
            \(id("seq MOD 400 + 1")), 'user.updated', \(id("seq MOD 8000 + 1")), \(id("seq MOD 1600")), '{}'
        FROM seq_1_to_16000
        """,
        """
        INSERT INTO used_oauth_states (digest, realm_id, expires_at)
        SELECT UNHEX(SHA2(seq, 256)), \(id("seq MOD 400 + 1")), UTC_TIMESTAMP FROM seq_1_to_4000
        """,
        "INSERT INTO account_data_keys (id, account_id, master_key, wrapped) SELECT \(id("seq")), \(id("seq")), 'm', 'w' FROM seq_1_to_20",
        """
        INSERT INTO app_hooks (id, account_id, realm_id, state, event_types, delay_seconds, destination, signing_secret)
        SELECT \(id("seq")), \(id("seq MOD 20 + 1")), \(id("seq MOD 400 + 1")), 'active', '[]', 0, 'd', 's'
        FROM seq_1_to_2000
        """,
        // Most are settled long since, as in a deployment that runs.
        """
        INSERT INTO notifications (id, event_id, app_hook_id, state, attempts, next_attempt_at, give_up_at)
        SELECT \(id("seq")), \(id("seq")), \(id("seq MOD 2000 + 1")), IF(seq MOD 100, 'completed', 'in_progress'), 1,
            IF(seq MOD 100, NULL, UTC_TIMESTAMP), UTC_TIMESTAMP
        FROM seq_1_to_16000
        """,
    ]

    // Half of the ids are before those that the generator makes, half after them.
    static func id(_ number: String) -> String {
        "UNHEX(CONCAT(IF((\(number)) MOD 2, '0', 'F'), LPAD(HEX(\(number)), 31, '0')))"
    }
}
